//! The plain parameters of CreateJobRequest. One that is wrong is an InvalidArgument.

use cos_jobs::value::Value;

use super::Result;
use crate::error::ApiError;

/// A text of at most so many bytes that must be there.
pub(super) fn required(input: &Value<'_>, property: &'static str, max_bytes: usize) -> Result<String> {
    optional(input, property, max_bytes)?.ok_or_else(|| ApiError::invalid_argument(format!("{property} is missing")))
}

/// A text of at most so many bytes.
pub(super) fn optional(input: &Value<'_>, property: &'static str, max_bytes: usize) -> Result<Option<String>> {
    match input.get_text(property) {
        Some(text) if text.len() > max_bytes => {
            Err(ApiError::invalid_argument(format!("{property} has more than {max_bytes} bytes")))
        }
        text => Ok(text.map(str::to_owned)),
    }
}

/// A boolean; false if it is not there.
pub(super) fn flag(input: &Value<'_>, property: &'static str) -> Result<bool> {
    match input.get_text(property) {
        None | Some("false") => Ok(false),
        Some("true") => Ok(true),
        Some(_) => Err(ApiError::invalid_argument(format!("{property} must be true or false"))),
    }
}
