//! UpdateJobStatus (document 436/33785).

use cos_jobs::jobs::status::RequestedJobStatus;
use cos_jobs::value::Value;

use super::Result;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::ApiError;
use crate::job::Job;
use crate::received::Received;
use crate::shapes::UPDATE_JOB_STATUS_RESULT;

const MAX_REASON_BYTES: usize = 256;

pub(super) fn answer(request: &Received<'_>, id: &str, plane: &mut ControlPlane) -> Result<Answer> {
    let requested = requested_status(request.parameter("requestedJobStatus")?)?;
    let reason = reason(request.parameter("statusUpdateReason")?)?;
    plane.request(id, requested, reason)?;
    let job = plane.jobs.get(id).ok_or_else(ApiError::no_such_job)?;
    Ok(Answer::document("UpdateJobStatusResult", UPDATE_JOB_STATUS_RESULT, &result(job)))
}

fn requested_status(word: Option<&str>) -> Result<RequestedJobStatus> {
    word.and_then(RequestedJobStatus::parse)
        .ok_or_else(|| ApiError::invalid_argument("requestedJobStatus must be Cancelled or Ready"))
}

/// Control characters are refused because XML can't carry all of them back.
fn reason(text: Option<&str>) -> Result<Option<&str>> {
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

fn result(job: &Job) -> Value<'_> {
    Value::Object(vec![
        ("jobId", Value::text(&*job.id)),
        ("status", Value::text(job.status.as_str())),
        ("statusUpdateReason", Value::text(job.reason.as_deref().unwrap_or_default())),
    ])
}
