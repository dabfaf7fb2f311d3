//! CreateJob (document 436/33781).

mod element_names;
mod job_spec;
mod parameters;

use cos_jobs::model::value::Value;
use cos_jobs::model::xml_read::{Document, Unreadable};

use super::priority;
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::{ApiError, ApiResult};
use crate::job::NewJob;
use crate::parsed_request::ParsedRequest;
use crate::shapes::{CREATE_JOB_REQUEST, CREATE_JOB_RESULT};
use crate::work::Work;

pub(super) fn answer(request: &ParsedRequest<'_>, plane: &mut ControlPlane, tasks: u64) -> ApiResult<Answer> {
    check_content_type(request.http.header("content-type"))?;
    let input = read(&request.http.body)?;
    let id = plane.create(new_job(&input, tasks)?)?;
    let result = Value::object().with("jobId", &*id);
    Ok(Answer::document("CreateJobResult", CREATE_JOB_RESULT, &result))
}

fn check_content_type(content_type: Option<&str>) -> ApiResult<()> {
    match content_type.and_then(|value| value.split(';').next()) {
        Some(kind) if kind.trim().eq_ignore_ascii_case("application/xml") => Ok(()),
        _ => Err(ApiError::invalid_argument("Content-Type must be application/xml")),
    }
}

fn read(body: &[u8]) -> ApiResult<Value> {
    if body.trim_ascii().is_empty() {
        return Err(ApiError::invalid_request("The body is empty"));
    }
    let document = Document::open(body).map_err(unreadable)?;
    if document.root() != "CreateJobRequest" {
        return Err(ApiError::malformed_xml("its root element is not CreateJobRequest"));
    }
    document.read(&CREATE_JOB_REQUEST).map_err(unreadable)
}

fn unreadable(why: Unreadable) -> ApiError {
    ApiError::malformed_xml(&why.to_string())
}

fn new_job(input: &Value, tasks: u64) -> ApiResult<NewJob> {
    let spec = job_spec::read(input)?;
    let object_arn = spec.manifest.get("location").and_then(|location| location.get_text("objectArn"));
    Ok(NewJob {
        token: parameters::required(input, "ClientRequestToken", 64)?,
        description: parameters::optional(input, "Description", 256)?,
        confirmation_required: parameters::flag(input, "ConfirmationRequired")?,
        priority: priority::parse("Priority", parameters::text(input, "Priority"))?,
        work: Work::of_manifest(object_arn.unwrap_or_default(), tasks),
        spec: spec.into(),
    })
}
