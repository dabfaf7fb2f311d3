//! DescribeJob (document 436/33782).

use cos_jobs::value::Value;

use super::Result;
use super::progress_summary::progress_summary;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::dates::iso;
use crate::error::ApiError;
use crate::job::Job;
use crate::shapes::DESCRIBE_JOB_RESULT;

pub(super) fn answer(id: &str, plane: &ControlPlane) -> Result<Answer> {
    let job = plane.jobs.get(id).ok_or_else(ApiError::no_such_job)?;
    let value = Value::Object(vec![("job", describe(job, plane))]);
    Ok(Answer::document("DescribeJobResult", DESCRIBE_JOB_RESULT, &value))
}

/// The job's elements; the writer brings them into the documented order.
fn describe<'a>(job: &'a Job, plane: &ControlPlane) -> Value<'a> {
    let assignment = &*job.assignment;
    let mut value = Value::Object(vec![
        ("clientRequestToken", Value::text(job.token.as_str())),
        ("confirmationRequired", Value::Flag(job.confirmation_required)),
        ("creationTime", Value::text(iso(job.created_ms))),
        ("description", Value::text(job.description.as_deref().unwrap_or_default())),
        ("failureReasons", Value::List(vec![failure(job)])),
        ("jobId", Value::text(&*job.id)),
        ("manifest", assignment.manifest.clone()),
        ("operation", assignment.operation.clone()),
        ("priority", Value::Number(job.priority.into())),
        ("progressSummary", progress_summary(job.progress(plane.now_ms(), plane.pace))),
        ("report", assignment.report.clone()),
        ("roleArn", Value::text(assignment.role_arn.as_str())),
        ("status", Value::text(job.status.as_str())),
        ("statusUpdateReason", Value::text(job.reason.as_deref().unwrap_or_default())),
    ]);
    if let Some(suspended_ms) = job.suspended_ms {
        value.push("suspendedCause", Value::text("AwaitingConfirmation"));
        value.push("suspendedDate", Value::text(iso(suspended_ms)));
    }
    if let Some(terminated_ms) = job.terminated_ms {
        value.push("terminationDate", Value::text(iso(terminated_ms)));
    }
    value
}

/// A JobFailure; of a job that did not fail, the empty one that the document's sample shows.
fn failure(job: &Job) -> Value<'static> {
    let (code, reason) = job.failure().unwrap_or_default();
    Value::Object(vec![("failureCode", Value::text(code)), ("failureReason", Value::text(reason))])
}
