//! UpdateJobStatus (document 436/33785).

use cos_jobs::model::status::RequestedJobStatus;
use cos_jobs::model::value::Value;

use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::{ApiError, ApiResult};
use crate::job::Job;
use crate::parsed_request::ParsedRequest;
use crate::shapes::UPDATE_JOB_STATUS_RESULT;

const MAX_REASON_BYTES: usize = 256;

pub(super) fn answer(request: &ParsedRequest<'_>, id: &str, plane: &mut ControlPlane) -> ApiResult<Answer> {
    let requested = requested_status(request.parameter("requestedJobStatus")?)?;
    let reason = reason(request.parameter("statusUpdateReason")?)?;
    plane.update_status(id, requested, reason)?;
    let job = plane.jobs.get(id).ok_or_else(ApiError::no_such_job)?;
    Ok(Answer::document("UpdateJobStatusResult", UPDATE_JOB_STATUS_RESULT, &result(job)))
}

fn requested_status(word: Option<&str>) -> ApiResult<RequestedJobStatus> {
    word.and_then(RequestedJobStatus::parse)
        .ok_or_else(|| ApiError::invalid_argument("requestedJobStatus must be Cancelled or Ready"))
}

/// Control characters are refused, because an XML document cannot contain all of them.
fn reason(text: Option<&str>) -> ApiResult<Option<&str>> {
    match text {
        Some(text) if text.len() > MAX_REASON_BYTES => {
            Err(ApiError::invalid_argument("statusUpdateReason has more than 256 bytes"))
        }
        Some(text) if text.chars().any(char::is_control) => {
            Err(ApiError::invalid_argument("statusUpdateReason has control characters"))
        }
        text => Ok(text.filter(|text| !text.is_empty())),
    }
}

fn result(job: &Job) -> Value {
    Value::object()
        .with("jobId", &*job.id)
        .with("status", job.status.as_str())
        .with("statusUpdateReason", job.reason.as_deref().unwrap_or_default())
}
