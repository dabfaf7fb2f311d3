//! CreateJob: makes a new job. Source: 436/33781.

use std::rc::Rc;

use super::find_by_token::FindByToken;
use super::probe::Probe;
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::http::{Body, Method, Request};
use crate::model::Value;
use crate::model::check::check;
use crate::model::tables::{CREATE_JOB_REQUEST, JOB_ID, OPERATIONS};
use crate::model::xml_read::Unreadable;
use crate::model::xml_write;

pub(super) static DEFINITION: Definition = Definition {
    name: "CreateJob",
    input: CREATE_JOB_REQUEST,
    root: "CreateJobResult",
    answer: &[JOB_ID],
    repeat: Repeat::ByToken,
    new: |input| Ok(Box::new(CreateJob::from_input(input)?)),
};

/// Requests a new job.
///
/// The service refuses a `clientRequestToken` that it has seen before, so sending the same request again cannot make a second
/// job. The core has no source of randomness, so the caller provides the token, preferably a UUID.
///
/// ```
/// use cos_jobs::jobs::{Action, CreateJob};
/// use cos_jobs::model::Value;
///
/// let object = Value::object;
/// let location = object().with("eTag", "\"1515\"").with("objectArn", "qcs::cos:ap-chengdu::lists-1250000000/a.json");
/// let spec = object().with("format", "COSInventoryReport_CSV_V1");
/// let input = object()
///     .with("clientRequestToken", "184ce261-18af-4e3d-8e30-253723cfd937")
///     .with("manifest", object().with("location", location).with("spec", spec))
///     .with("operation", object().with("cosDeleteObject", object()))
///     .with("priority", 10)
///     .with("report", object().with("enabled", false))
///     .with("roleArn", "qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole");
/// let job = CreateJob::from_input(&input)?;
/// let body = job.build().body.map(|body| body.text).unwrap_or_default();
/// assert!(body.contains("<Operation><COSDeleteObject></COSDeleteObject></Operation><Priority>10</Priority>"));
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CreateJob {
    request: Rc<Value>,
    body: String,
}

impl CreateJob {
    /// From the `CreateJobRequest` in camelCase. `confirmationRequired` is false if it is missing.
    pub fn from_input(input: &Value) -> Result<Self, Error> {
        check(CREATE_JOB_REQUEST, input)?;
        check_fields(input)?;
        check_operation(input)?;
        check_report(input)?;
        let mut request = input.clone();
        if request.get("confirmationRequired").is_none() {
            request.push("confirmationRequired", false);
        }
        let body = xml_write::document("CreateJobRequest", CREATE_JOB_REQUEST, &request);
        Ok(Self { request: Rc::new(request), body })
    }
}

/// A CSV list needs the meaning of its columns. A report of COS Inventory describes its columns itself.
fn check_fields(input: &Value) -> Result<(), Error> {
    let Some(spec) = input.get("manifest").and_then(|manifest| manifest.get("spec")) else { return Ok(()) };
    let is_list = spec.get_text("format") == Some("COSBatchOperations_CSV_V1");
    if is_list && spec.get("fields").is_none_or(|fields| fields.items().is_empty()) {
        return Err(Error::input(
            "manifest.spec.fields is required with the format COSBatchOperations_CSV_V1: an array with the name of \
             each column",
        ));
    }
    Ok(())
}

fn check_operation(input: &Value) -> Result<(), Error> {
    match input.get("operation") {
        Some(Value::Object(operations)) if operations.len() != 1 => {
            let names: Vec<_> = OPERATIONS.iter().map(|field| field.property).collect();
            Err(Error::input(format!("operation must have exactly one of {}", names.join(", "))))
        }
        _ => Ok(()),
    }
}

/// A report that is enabled needs a place and a form. A disabled one needs neither.
fn check_report(input: &Value) -> Result<(), Error> {
    let Some(report) = input.get("report") else { return Ok(()) };
    if report.get_flag("enabled") != Some(true) {
        return Ok(());
    }
    match ["bucket", "format", "reportScope"].into_iter().find(|property| report.get(property).is_none()) {
        Some(property) => Err(Error::input(format!("report.{property} is required when report.enabled is true"))),
        None => Ok(()),
    }
}

impl Action for CreateJob {
    fn definition(&self) -> &'static Definition {
        &DEFINITION
    }

    fn token(&self) -> Option<&str> {
        self.request.get_text("clientRequestToken")
    }

    fn probe(&self) -> Option<Box<dyn Probe>> {
        Some(Box::new(FindByToken::new(self.request.clone())))
    }

    fn build(&self) -> Request<'_> {
        let body = Body { content_type: "application/xml", text: &self.body };
        Request { body: Some(body), ..Request::new(Method::Post, &["jobs"]) }
    }

    fn parse(&self, answer: Value, request_id: &str) -> Result<Value, Unreadable> {
        Ok(answer.with_optional("clientRequestToken", self.token()).with("requestId", request_id))
    }
}
