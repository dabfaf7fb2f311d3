//! ListJobs (document 436/33783).

use cos_jobs::model::status::Status;
use cos_jobs::model::value::Value;

use super::progress_summary::progress_summary;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::dates::iso;
use crate::error::{ApiError, ApiResult};
use crate::job::Job;
use crate::parsed_request::ParsedRequest;
use crate::shapes::LIST_JOBS_RESULT;
use crate::store::Filter;

/// The maximum age of listed jobs.
const WINDOW_MS: u64 = 90 * 86_400_000;

const MAX_RESULTS: usize = 1000;

pub(super) fn answer(request: &ParsedRequest<'_>, plane: &ControlPlane) -> ApiResult<Answer> {
    let page = plane.jobs.page(Filter {
        after: next_token(request.parameter("nextToken")?)?,
        status: status(request.parameter("jobStatuses")?)?,
        created_from_ms: plane.now_ms().saturating_sub(WINDOW_MS),
        limit: limit(request.parameter("maxResults")?)?,
    });
    let next = page.jobs.last().filter(|_| page.more).map_or("", |job| &*job.id);
    let members: Vec<_> = page.jobs.iter().map(|job| member(job, plane)).collect();
    let result = Value::object().with("jobs", members).with("nextToken", next);
    Ok(Answer::document("ListJobsResult", LIST_JOBS_RESULT, &result))
}

fn status(word: Option<&str>) -> ApiResult<Option<Status>> {
    let Some(word) = word else { return Ok(None) };
    let status = Status::parse(word).ok_or_else(|| ApiError::invalid_argument("jobStatuses is not a job status"))?;
    Ok(Some(status))
}

fn limit(text: Option<&str>) -> ApiResult<usize> {
    let Some(text) = text else { return Ok(MAX_RESULTS) };
    let is_number = text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse() {
        Ok(limit @ 1..=MAX_RESULTS) if is_number => Ok(limit),
        _ => Err(ApiError::invalid_argument("maxResults must be a number from 1 to 1000")),
    }
}

/// The token is the last id of the previous page. That job may have been deleted since then.
fn next_token(token: Option<&str>) -> ApiResult<Option<&str>> {
    match token {
        Some(token) if !(1..=64).contains(&token.len()) => {
            Err(ApiError::invalid_argument("nextToken must have 1 to 64 bytes"))
        }
        Some(token) if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-') => {
            Err(ApiError::invalid_argument("nextToken was not issued by this service"))
        }
        token => Ok(token),
    }
}

fn member(job: &Job, plane: &ControlPlane) -> Value {
    Value::object()
        .with("creationTime", iso(job.created_ms))
        .with("description", job.description.as_deref().unwrap_or_default())
        .with("jobId", &*job.id)
        .with("operation", job.spec.operation_name())
        .with("priority", job.priority)
        .with("progressSummary", progress_summary(job.progress(plane.now_ms(), plane.pace)))
        .with("status", job.status.as_str())
        .with_optional("terminationDate", job.terminated_ms.map(iso))
}
