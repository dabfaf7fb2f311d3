//! Finding the action that a request asks for. Each action has its own file.

mod create_job;
mod delete_job;
mod describe_job;
mod list_jobs;
mod priority;
mod progress_summary;
mod update_job_priority;
mod update_job_status;

pub(crate) use describe_job::describe;

use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::{ApiError, ApiResult};
use crate::parsed_request::ParsedRequest;
use crate::refusal::Refusal;

/// Carries out the action that `request` asks for. A created job has `tasks` tasks if the name of its manifest contains
/// no number.
pub(crate) fn route(request: &ParsedRequest<'_>, plane: &mut ControlPlane, tasks: u64) -> ApiResult<Answer> {
    let segments: Vec<&str> = request.segments.iter().map(String::as_str).collect();
    match (request.http.method.as_str(), segments.as_slice()) {
        ("GET", ["jobs"]) => list_jobs::answer(request, plane),
        ("GET", ["jobs", id]) => describe_job::answer(job_id(id)?, plane),
        ("POST", ["jobs"]) => create_job::answer(request, plane, tasks),
        ("DELETE", ["jobs", id]) => delete_job::answer(job_id(id)?, plane),
        ("POST", ["jobs", id, "priority"]) => update_job_priority::answer(request, job_id(id)?, plane),
        ("POST", ["jobs", id, "status"]) => update_job_status::answer(request, job_id(id)?, plane),
        _ => Err(ApiError::invalid_request("The request is not part of this API")),
    }
}

fn job_id(id: &str) -> ApiResult<&str> {
    match id.len() {
        0 => Err(ApiError::invalid_request("The job id is missing")),
        1..=64 => Ok(id),
        _ => Err(ApiError::invalid_argument("The job id has more than 64 bytes")),
    }
}

impl From<Refusal> for ApiError {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::NoSuchJob => Self::no_such_job(),
            Refusal::AlreadyFinal => Self::invalid_request("the job has already been completed"),
            Refusal::TokenUsed => Self::invalid_request("The ClientRequestToken already exists"),
            Refusal::TooManyJobs => Self::too_many_jobs(),
            Refusal::WrongStatus => Self::invalid_request("error with the job status change"),
        }
    }
}
