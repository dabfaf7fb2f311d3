//! The library's action for an operation of a scenario.

use cos_jobs::error::Error;
use cos_jobs::jobs::{Action, definition};
use cos_jobs::model::value::Value;

use crate::operation::{JobVariant, Operation, Reason};

/// The action for `operation`. `name` is the id of the job, or the token of the job that is created.
pub(crate) fn action(
    operation: Operation,
    reason: Reason,
    variant: JobVariant,
    name: &str,
) -> Result<Box<dyn Action>, Error> {
    let job_id = ("jobId", Value::from(name));
    let reason = match reason {
        Reason::NotGiven => None,
        Reason::Common => Some("no longer needed"),
        Reason::Unique => Some("customer request"),
    };
    let status = |word| {
        let reason = reason.map(|reason| ("statusUpdateReason", Value::from(reason)));
        [job_id.clone(), ("requestedJobStatus", Value::from(word))].into_iter().chain(reason).collect()
    };
    let (action, input) = match operation {
        Operation::Cancel => ("UpdateJobStatus", status("Cancelled")),
        Operation::Confirm => ("UpdateJobStatus", status("Ready")),
        Operation::Prioritise(priority) => {
            ("UpdateJobPriority", vec![job_id, ("priority", Value::Number(priority.into()))])
        }
        Operation::Delete => ("DeleteJob", vec![job_id]),
        Operation::Create(_) => ("CreateJob", new_job(name, variant)),
    };
    (definition(action)?.new)(&Value::Object(input))
}

fn new_job(token: &str, variant: JobVariant) -> Vec<(&'static str, Value)> {
    let other = |candidate| variant == candidate;
    let list = if other(JobVariant::OtherManifest) { "other.csv" } else { "list.csv" };
    let location = vec![
        ("eTag", Value::from("15150651828fa9cdcb8356b6d1c7638b")),
        ("objectArn", Value::from(format!("qcs::cos:ap-chengdu::lists-1250000000/{list}"))),
    ];
    let fields = Value::List(vec![Value::from("Bucket"), Value::from("Key")]);
    let spec = vec![("fields", fields), ("format", Value::from("COSBatchOperations_CSV_V1"))];
    let manifest = vec![("location", Value::Object(location)), ("spec", Value::Object(spec))];
    let mut job = vec![
        ("clientRequestToken", Value::from(token)),
        ("confirmationRequired", Value::Flag(true)),
        ("manifest", Value::Object(manifest)),
        ("operation", new_operation(other(JobVariant::OtherOperation))),
        ("priority", Value::Number(if other(JobVariant::OtherPriority) { 2 } else { 1 })),
        ("report", Value::Object(vec![("enabled", Value::Flag(false))])),
        ("roleArn", Value::from("qcs::cam::uin/100000000001:roleName/Batch")),
    ];
    if other(JobVariant::OtherDescription) {
        job.push(("description", Value::from("another job")));
    }
    job
}

fn new_operation(other: bool) -> Value {
    let restore = vec![("expirationInDays", Value::Number(7)), ("jobTier", Value::from("Bulk"))];
    let (name, parameters) =
        if other { ("cosInitiateRestoreObject", restore) } else { ("cosDeleteObject", Vec::new()) };
    Value::Object(vec![(name, Value::Object(parameters))])
}
