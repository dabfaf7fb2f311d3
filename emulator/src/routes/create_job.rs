//! CreateJob (document 436/33781).

mod assignment;
mod parameters;

use cos_jobs::json::Object;
use cos_jobs::value::Value;
use cos_jobs::xml::{Document, Unreadable};

use super::{Result, priority};
use crate::answer::Answer;
use crate::control_plane::ControlPlane;
use crate::error::ApiError;
use crate::job::NewJob;
use crate::received::Received;
use crate::shapes::{CREATE_JOB_REQUEST, CREATE_JOB_RESULT};
use crate::work::Work;

pub(super) fn answer(request: &Received<'_>, plane: &mut ControlPlane, tasks: u64) -> Result<Answer> {
    check_content_type(request.http.header("content-type"))?;
    let input = read(&request.http.body)?;
    let id = plane.create(new_job(&input.read(&CREATE_JOB_REQUEST), tasks)?)?;
    let result = Value::Object(vec![("jobId", Value::text(&*id))]);
    Ok(Answer::document("CreateJobResult", CREATE_JOB_RESULT, &result))
}

fn check_content_type(content_type: Option<&str>) -> Result<()> {
    match content_type.and_then(|value| value.split(';').next()) {
        Some(kind) if kind.trim().eq_ignore_ascii_case("application/xml") => Ok(()),
        _ => Err(ApiError::invalid_argument("Content-Type must be application/xml")),
    }
}

fn read(body: &[u8]) -> Result<Object> {
    if body.trim_ascii().is_empty() {
        return Err(ApiError::invalid_request("The body is empty"));
    }
    let document = Document::open(body).map_err(unreadable)?;
    if document.root() != "CreateJobRequest" {
        return Err(malformed("its root element is not CreateJobRequest"));
    }
    document.read(&CREATE_JOB_REQUEST).map(Object::from_text).map_err(unreadable)
}

fn unreadable(why: Unreadable) -> ApiError {
    malformed(&format!("{} {}", why.subject, why.trouble))
}

fn malformed(why: &str) -> ApiError {
    ApiError::malformed_xml(format!("The XML is not well formed or not the documented one: {why}"))
}

fn new_job(input: &Value<'_>, tasks: u64) -> Result<NewJob> {
    let assignment = assignment::read(input)?;
    let object_arn = assignment.manifest.get("location").and_then(|location| location.get_text("objectArn"));
    Ok(NewJob {
        token: parameters::required(input, "clientRequestToken", 64)?,
        description: parameters::optional(input, "description", 256)?,
        confirmation_required: parameters::flag(input, "confirmationRequired")?,
        priority: priority::parse(input.get_text("priority").unwrap_or_default())?,
        work: Work::of_manifest(object_arn.unwrap_or_default(), tasks),
        assignment: assignment.into(),
    })
}
