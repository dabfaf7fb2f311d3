//! What a story asks for, as the library's actions.

use cos_jobs::error::Error;
use cos_jobs::jobs::{Action, definition};
use cos_jobs::value::Value;

use crate::story::{Ask, Reason};

/// The action of `ask` about the job of that id, or with that token.
pub(crate) fn action(ask: Ask, reason: Reason, name: &str) -> Result<Box<dyn Action>, Error> {
    let job_id = ("jobId", Value::text(name));
    let reason = match reason {
        Reason::Untold => None,
        Reason::Usual => Some("no longer needed"),
        Reason::Own => Some("because I say so"),
    };
    let status = |word| {
        let reason = reason.map(|reason| ("statusUpdateReason", Value::text(reason)));
        [job_id.clone(), ("requestedJobStatus", Value::text(word))].into_iter().chain(reason).collect()
    };
    let (action, input) = match ask {
        Ask::Cancel => ("UpdateJobStatus", status("Cancelled")),
        Ask::Confirm => ("UpdateJobStatus", status("Ready")),
        Ask::Prioritise(priority) => ("UpdateJobPriority", vec![job_id, ("priority", Value::Number(priority.into()))]),
        Ask::Delete => ("DeleteJob", vec![job_id]),
        Ask::Create(_) => ("CreateJob", new_job(name)),
    };
    (definition(action)?.new)(&Value::Object(input))
}

fn new_job(token: &str) -> Vec<(&'static str, Value<'_>)> {
    let location = vec![
        ("eTag", Value::text("15150651828fa9cdcb8356b6d1c7638b")),
        ("objectArn", Value::text("qcs::cos:ap-chengdu::lists-1250000000/list.csv")),
    ];
    let fields = Value::List(vec![Value::text("Bucket"), Value::text("Key")]);
    let spec = vec![("fields", fields), ("format", Value::text("COSBatchOperations_CSV_V1"))];
    let manifest = vec![("location", Value::Object(location)), ("spec", Value::Object(spec))];
    vec![
        ("clientRequestToken", Value::text(token)),
        ("confirmationRequired", Value::Flag(true)),
        ("manifest", Value::Object(manifest)),
        ("operation", Value::Object(vec![("cosDeleteObject", Value::Object(Vec::new()))])),
        ("priority", Value::Number(1)),
        ("report", Value::Object(vec![("enabled", Value::Flag(false))])),
        ("roleArn", Value::text("qcs::cam::uin/100000000001:roleName/Batch")),
    ]
}
