//! CreateJob: a new job. Source: 436/33781.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;

use super::find_by_token::FindByToken;
use super::inquiry::Inquiry;
use super::model::{CREATE_JOB_REQUEST, JOB_ID, OPERATIONS};
use super::{Action, Definition, Repeat};
use crate::error::Error;
use crate::input;
use crate::json::Object;
use crate::request::{Body, Method, Request};
use crate::shape::Field;
use crate::text::{concat, join};
use crate::value::Value;
use crate::xml::Unreadable;
use crate::xml::write;

const INPUT: &[Field] = CREATE_JOB_REQUEST;

const ANSWER: &[Field] = &[JOB_ID];

pub(super) const DEFINITION: Definition =
    Definition { name: "CreateJob", input: INPUT, new: |input| Ok(Box::new(CreateJob::new(input)?)) };

/// Asks for a new job.
///
/// The service refuses a `clientRequestToken` that it has seen, so a request can't make a second job when it is sent
/// again. The core has no randomness: whoever calls it brings the token, best a UUID.
///
/// ```
/// use cos_jobs::jobs::{Action, CreateJob};
/// use cos_jobs::value::Value;
///
/// let text = |text: &'static str| Value::text(text);
/// let location = vec![("eTag", text("\"1515\"")), ("objectArn", text("qcs::cos:ap-chengdu::lists-1250000000/a.json"))];
/// let spec = vec![("format", text("COSInventoryReport_CSV_V1"))];
/// let input = Value::Object(vec![
///     ("clientRequestToken", text("184ce261-18af-4e3d-8e30-253723cfd937")),
///     ("manifest", Value::Object(vec![("location", Value::Object(location)), ("spec", Value::Object(spec))])),
///     ("operation", Value::Object(vec![("cosDeleteObject", Value::Object(vec![]))])),
///     ("priority", Value::Number(10)),
///     ("report", Value::Object(vec![("enabled", Value::Flag(false))])),
///     ("roleArn", text("qcs::cam::uin/100000000001:roleName/COS_Batch_QcsRole")),
/// ]);
/// let job = CreateJob::new(&input)?;
/// let body = job.build().body.map(|body| body.text).unwrap_or_default();
/// assert!(body.contains("<Operation><COSDeleteObject></COSDeleteObject></Operation><Priority>10</Priority>"));
/// # Ok::<(), cos_jobs::error::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct CreateJob {
    token: String,
    body: String,
}

impl CreateJob {
    /// Reads the `CreateJobRequest` in camelCase; `confirmationRequired` is false if it is missing.
    pub fn new(input: &Value<'_>) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        check_fields(input)?;
        check_operation(input)?;
        check_report(input)?;
        let mut request = input.clone();
        if request.get("confirmationRequired").is_none() {
            request.push("confirmationRequired", Value::Flag(false));
        }
        Ok(Self {
            token: input.get_text("clientRequestToken").unwrap_or_default().to_owned(),
            body: write::document("CreateJobRequest", CREATE_JOB_REQUEST, &request),
        })
    }
}

/// A CSV list needs to say what its columns are; a report of COS Inventory says so itself.
fn check_fields(input: &Value<'_>) -> Result<(), Error> {
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

fn check_operation(input: &Value<'_>) -> Result<(), Error> {
    match input.get("operation") {
        Some(Value::Object(operations)) if operations.len() != 1 => {
            let names = join(OPERATIONS.iter().map(|field| field.property), ", ");
            Err(Error::input(concat(&["operation must hold exactly one of ", &names])))
        }
        _ => Ok(()),
    }
}

/// A report that is wanted needs a place and a form; one that isn't needs neither.
fn check_report(input: &Value<'_>) -> Result<(), Error> {
    let Some(report) = input.get("report") else { return Ok(()) };
    if report.get("enabled") != Some(&Value::Flag(true)) {
        return Ok(());
    }
    match ["bucket", "format", "reportScope"].into_iter().find(|property| report.get(property).is_none()) {
        Some(property) => Err(Error::input(concat(&["report.", property, " is required when report.enabled is true"]))),
        None => Ok(()),
    }
}

impl Action for CreateJob {
    fn name(&self) -> &'static str {
        DEFINITION.name
    }

    fn job_id(&self) -> Option<&str> {
        None
    }

    fn repeat(&self) -> Repeat {
        Repeat::ByToken
    }

    fn inquiry(&self) -> Option<Box<dyn Inquiry>> {
        Some(Box::new(FindByToken::new(&self.token)))
    }

    fn build(&self) -> Request<'_> {
        let body = Body { content_type: "application/xml", text: &self.body };
        Request { body: Some(body), ..Request::new(Method::Post, &["jobs"]) }
    }

    fn answer(&self) -> (&'static str, &'static [Field]) {
        ("CreateJobResult", ANSWER)
    }

    fn parse(&self, answer: Object, request_id: &str) -> Result<Object, Unreadable> {
        Ok(answer.text("clientRequestToken", &self.token).text("requestId", request_id))
    }
}
