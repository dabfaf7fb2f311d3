//! The simple parameters of CreateJobRequest, by the names of their elements. A wrong value is an InvalidArgument.

use cos_jobs::model::value::Value;

use crate::error::{ApiError, ApiResult};
use crate::shapes::CREATE_JOB_REQUEST;

/// A required text of at most `max_bytes` bytes.
pub(super) fn required(input: &Value, element: &'static str, max_bytes: usize) -> ApiResult<String> {
    optional(input, element, max_bytes)?.ok_or_else(|| ApiError::invalid_argument(format!("{element} is missing")))
}

/// An optional text of at most `max_bytes` bytes.
pub(super) fn optional(input: &Value, element: &'static str, max_bytes: usize) -> ApiResult<Option<String>> {
    match text(input, element) {
        Some(text) if text.len() > max_bytes => {
            Err(ApiError::invalid_argument(format!("{element} has more than {max_bytes} bytes")))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

/// A boolean, which is false if it is missing.
pub(super) fn flag(input: &Value, element: &'static str) -> ApiResult<bool> {
    match text(input, element) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(ApiError::invalid_argument(format!("{element} must be true or false"))),
    }
}

/// The text of an element, if the element is present and not empty.
pub(super) fn text<'i>(input: &'i Value, element: &str) -> Option<&'i str> {
    let field = CREATE_JOB_REQUEST.iter().find(|field| field.is_element(element))?;
    input.get_text(field.property)
}
