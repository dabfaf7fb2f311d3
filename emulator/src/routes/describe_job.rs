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
    let result = Value::object().with("job", describe(job, plane));
    Ok(Answer::document("DescribeJobResult", DESCRIBE_JOB_RESULT, &result))
}

/// The elements of the job. The writer puts them into the documented order.
pub(crate) fn describe(job: &Job, plane: &ControlPlane) -> Value {
    let spec = &*job.spec;
    Value::object()
        .with("clientRequestToken", job.token.as_str())
        .with("confirmationRequired", job.confirmation_required)
        .with("creationTime", iso(job.created_ms))
        .with("description", job.description.as_deref().unwrap_or_default())
        .with("failureReasons", vec![failure(job)])
        .with("jobId", &*job.id)
        .with("manifest", spec.manifest.clone())
        .with("operation", spec.operation.clone())
        .with("priority", job.priority)
        .with("progressSummary", progress_summary(job.progress(plane.now_ms(), plane.pace)))
        .with("report", spec.report.clone())
        .with("roleArn", spec.role_arn.as_str())
        .with("status", job.status.as_str())
        .with("statusUpdateReason", job.reason.as_deref().unwrap_or_default())
        .with_optional("suspendedCause", job.suspended_ms.map(|_| "AwaitingConfirmation"))
        .with_optional("suspendedDate", job.suspended_ms.map(iso))
        .with_optional("terminationDate", job.terminated_ms.map(iso))
}

/// A JobFailure. For a job that did not fail it is empty, as in the sample of the document.
fn failure(job: &Job) -> Value {
    let (code, reason) = job.failure().unwrap_or_default();
    Value::object().with("failureCode", code).with("failureReason", reason)
}
