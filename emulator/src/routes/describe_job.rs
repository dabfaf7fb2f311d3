//! DescribeJob (document 436/33782).

use cos_jobs::model::value::Value;

use super::progress_summary::progress_summary;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::dates::iso;
use crate::error::{ApiError, ApiResult};
use crate::job::Job;
use crate::shapes::DESCRIBE_JOB_RESULT;

pub(super) fn answer(id: &str, plane: &ControlPlane) -> ApiResult<Answer> {
    let job = plane.jobs.get(id).ok_or_else(ApiError::no_such_job)?;
    let value = Value::Object(vec![("job", describe(job, plane))]);
    Ok(Answer::document("DescribeJobResult", DESCRIBE_JOB_RESULT, &value))
}

/// The elements of the job. The writer puts them into the documented order.
fn describe(job: &Job, plane: &ControlPlane) -> Value {
    let spec = &*job.spec;
    let mut value = Value::Object(vec![
        ("clientRequestToken", Value::from(job.token.as_str())),
        ("confirmationRequired", Value::Flag(job.confirmation_required)),
        ("creationTime", Value::from(iso(job.created_ms))),
        ("description", Value::from(job.description.as_deref().unwrap_or_default())),
        ("failureReasons", Value::List(vec![failure(job)])),
        ("jobId", Value::from(&*job.id)),
        ("manifest", spec.manifest.clone()),
        ("operation", spec.operation.clone()),
        ("priority", Value::Number(job.priority.into())),
        ("progressSummary", progress_summary(job.progress(plane.now_ms(), plane.pace))),
        ("report", spec.report.clone()),
        ("roleArn", Value::from(spec.role_arn.as_str())),
        ("status", Value::from(job.status.as_str())),
        ("statusUpdateReason", Value::from(job.reason.as_deref().unwrap_or_default())),
    ]);
    if let Some(suspended_ms) = job.suspended_ms {
        value.push("suspendedCause", Value::from("AwaitingConfirmation"));
        value.push("suspendedDate", Value::from(iso(suspended_ms)));
    }
    if let Some(terminated_ms) = job.terminated_ms {
        value.push("terminationDate", Value::from(iso(terminated_ms)));
    }
    value
}

/// A JobFailure. For a job that did not fail it is empty, as in the sample of the document.
fn failure(job: &Job) -> Value {
    let (code, reason) = job.failure().unwrap_or_default();
    Value::Object(vec![("failureCode", Value::from(code)), ("failureReason", Value::from(reason))])
}
