//! The elements of CreateJobRequest that say what the job does: Manifest, Operation, Report and RoleArn. A wrong value in
//! the first three is a MalformedXML.

use cos_jobs::model::check::check;
use cos_jobs::model::value::Value;

use super::parameters::required;
use crate::error::{ApiError, ApiResult};
use crate::job::JobSpec;
use crate::shapes::CREATE_JOB_REQUEST;

pub(super) fn read(input: &Value) -> ApiResult<JobSpec> {
    check(&CREATE_JOB_REQUEST, input).map_err(|error| ApiError::malformed_xml(&error.message))?;
    Ok(JobSpec {
        manifest: manifest(input)?,
        operation: operation(input)?,
        report: report(input)?,
        role_arn: required(input, "roleArn", 1024)?,
    })
}

fn manifest(input: &Value) -> ApiResult<Value> {
    let manifest = part(input, "manifest")?;
    let spec = manifest.get("spec");
    let is_csv = spec.and_then(|spec| spec.get_text("format")) == Some("COSBatchOperations_CSV_V1");
    if is_csv && spec.and_then(|spec| spec.get("fields")).is_none() {
        return Err(ApiError::malformed_xml("Manifest has no Fields, which its Format needs"));
    }
    Ok(manifest.clone())
}

fn operation(input: &Value) -> ApiResult<Value> {
    let operation = part(input, "operation")?;
    match operation {
        Value::Object(properties) if properties.len() == 1 => Ok(operation.clone()),
        _ => Err(ApiError::malformed_xml("Operation must hold exactly one operation")),
    }
}

fn report(input: &Value) -> ApiResult<Value> {
    let report = part(input, "report")?;
    let needed: &[&str] = match report.get("enabled") {
        None => &["enabled"],
        Some(Value::Flag(true)) => &["bucket", "format", "reportScope"],
        Some(_) => &[],
    };
    match needed.iter().find(|property| report.get(property).is_none()) {
        Some(property) => Err(ApiError::malformed_xml(&format!("Report has no {property}"))),
        None => Ok(report.clone()),
    }
}

fn part<'i>(input: &'i Value, property: &str) -> ApiResult<&'i Value> {
    input.get(property).ok_or_else(|| ApiError::malformed_xml(&format!("{property} is missing or empty")))
}
