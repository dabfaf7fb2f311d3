//! The elements of CreateJobRequest that describe what the job does: Manifest, Operation, Report and RoleArn. A wrong
//! value in the first three is a MalformedXML.

use cos_jobs::model::check::check;
use cos_jobs::model::value::Value;

use super::element_names::with_element_names;
use super::parameters::required;
use crate::error::{ApiError, ApiResult};
use crate::job::JobSpec;
use crate::shapes::CREATE_JOB_REQUEST;

pub(super) fn read(input: &Value) -> ApiResult<JobSpec> {
    check(&CREATE_JOB_REQUEST, input).map_err(|error| ApiError::malformed_xml(&with_element_names(&error.message)))?;
    Ok(JobSpec {
        manifest: manifest(input)?,
        operation: operation(input)?,
        report: report(input)?,
        role_arn: required(input, "RoleArn", 1024)?,
    })
}

fn manifest(input: &Value) -> ApiResult<Value> {
    let manifest = part(input, "manifest", "Manifest")?;
    let spec = manifest.get("spec");
    let is_csv = spec.and_then(|spec| spec.get_text("format")) == Some("COSBatchOperations_CSV_V1");
    if is_csv && spec.and_then(|spec| spec.get("fields")).is_none() {
        return Err(ApiError::malformed_xml("Manifest has no Fields, which its Format needs"));
    }
    Ok(manifest.clone())
}

fn operation(input: &Value) -> ApiResult<Value> {
    let operation = part(input, "operation", "Operation")?;
    match operation {
        Value::Object(properties) if properties.len() == 1 => Ok(operation.clone()),
        _ => Err(ApiError::malformed_xml("Operation must hold exactly one operation")),
    }
}

fn report(input: &Value) -> ApiResult<Value> {
    let report = part(input, "report", "Report")?;
    let needed: &[(&str, &str)] = match report.get("enabled") {
        None => &[("enabled", "Enabled")],
        Some(Value::Flag(true)) => &[("bucket", "Bucket"), ("format", "Format"), ("reportScope", "ReportScope")],
        Some(_) => &[],
    };
    match needed.iter().find(|(property, _)| report.get(property).is_none()) {
        Some((_, element)) => Err(ApiError::malformed_xml(&format!("Report has no {element}"))),
        None => Ok(report.clone()),
    }
}

fn part<'i>(input: &'i Value, property: &str, element: &str) -> ApiResult<&'i Value> {
    input.get(property).ok_or_else(|| ApiError::malformed_xml(&format!("{element} is missing or empty")))
}
