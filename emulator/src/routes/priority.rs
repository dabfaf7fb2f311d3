//! Reading a priority (Common Elements, document 436/33786).

use cos_jobs::model::tables::MAX_PRIORITY;

use crate::error::{ApiError, ApiResult};

/// Reads a number that consists of digits only. A sign or a space is refused.
pub(super) fn parse(text: &str) -> ApiResult<u32> {
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(priority) if is_number && i64::from(priority) <= MAX_PRIORITY => Ok(priority),
        _ => Err(ApiError::invalid_argument(format!("Priority must be a number from 0 to {MAX_PRIORITY}"))),
    }
}
