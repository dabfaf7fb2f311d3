//! Manifest, Operation and Report of CreateJobRequest. One that is wrong is a MalformedXML.

use cos_jobs::input::check;
use cos_jobs::value::Value;

use super::parameters::required;
use super::{Result, malformed};
use crate::job::Assignment;
use crate::shapes::CREATE_JOB_REQUEST;

pub(super) fn read(input: &Value<'_>) -> Result<Assignment> {
    check(&CREATE_JOB_REQUEST, input).map_err(|error| malformed(&error.message))?;
    Ok(Assignment {
        manifest: manifest(input)?,
        operation: operation(input)?,
        report: report(input)?,
        role_arn: required(input, "roleArn", 1024)?,
    })
}

fn manifest(input: &Value<'_>) -> Result<Value<'static>> {
    let manifest = part(input, "manifest")?;
    let spec = manifest.get("spec");
    let is_csv = spec.and_then(|spec| spec.get_text("format")) == Some("COSBatchOperations_CSV_V1");
    if is_csv && spec.and_then(|spec| spec.get("fields")).is_none() {
        return Err(malformed("Manifest has no Fields, which its Format needs"));
    }
    Ok(owned(manifest))
}

fn operation(input: &Value<'_>) -> Result<Value<'static>> {
    let operation = part(input, "operation")?;
    match operation {
        Value::Object(properties) if properties.len() == 1 => Ok(owned(operation)),
        _ => Err(malformed("Operation must hold exactly one operation")),
    }
}

fn report(input: &Value<'_>) -> Result<Value<'static>> {
    let report = part(input, "report")?;
    let needed: &[&str] = match report.get("enabled") {
        None => &["enabled"],
        Some(Value::Flag(true)) => &["bucket", "format", "reportScope"],
        Some(_) => &[],
    };
    match needed.iter().find(|property| report.get(property).is_none()) {
        Some(property) => Err(malformed(&format!("Report has no {property}"))),
        None => Ok(owned(report)),
    }
}

fn part<'i, 'a>(input: &'i Value<'a>, property: &str) -> Result<&'i Value<'a>> {
    input.get(property).ok_or_else(|| malformed(&format!("{property} is missing or empty")))
}

/// A copy that outlives the request.
fn owned(value: &Value<'_>) -> Value<'static> {
    match value {
        Value::Text(text) => Value::text(text.clone().into_owned()),
        Value::Number(number) => Value::Number(*number),
        Value::Flag(flag) => Value::Flag(*flag),
        Value::List(items) => Value::List(items.iter().map(owned).collect()),
        Value::Object(properties) => {
            Value::Object(properties.iter().map(|(property, value)| (*property, owned(value))).collect())
        }
    }
}
