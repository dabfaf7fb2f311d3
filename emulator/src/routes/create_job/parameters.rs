//! The simple parameters of CreateJobRequest. A wrong value is an InvalidArgument.

use cos_jobs::model::value::Value;

use crate::error::{ApiError, ApiResult};

/// A required text of at most `max_bytes` bytes.
pub(super) fn required(input: &Value, property: &'static str, max_bytes: usize) -> ApiResult<String> {
    optional(input, property, max_bytes)?.ok_or_else(|| ApiError::invalid_argument(format!("{property} is missing")))
}

/// An optional text of at most `max_bytes` bytes.
pub(super) fn optional(input: &Value, property: &'static str, max_bytes: usize) -> ApiResult<Option<String>> {
    match input.get_text(property) {
        Some(text) if text.len() > max_bytes => {
            Err(ApiError::invalid_argument(format!("{property} has more than {max_bytes} bytes")))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

/// A boolean, which is false if it is missing.
pub(super) fn flag(input: &Value, property: &'static str) -> ApiResult<bool> {
    match input.get_text(property) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(ApiError::invalid_argument(format!("{property} must be true or false"))),
    }
}
