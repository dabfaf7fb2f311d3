//! A priority as text (Common Elements, document 436/33786).

use cos_jobs::jobs::model::MAX_PRIORITY;

use super::Result;
use crate::error::ApiError;

/// Reads digits and nothing else: a sign or a space is no part of a number here.
pub(super) fn parse(text: &str) -> Result<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(priority) if is_number && i64::from(priority) <= MAX_PRIORITY => Ok(priority),
        _ => Err(ApiError::invalid_argument(format!("Priority must be a number from 0 to {MAX_PRIORITY}"))),
    }
}
