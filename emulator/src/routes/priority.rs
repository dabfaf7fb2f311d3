//! Reading a priority (Common Elements, document 436/33786).

use cos_jobs::model::tables::MAX_PRIORITY;

use crate::error::{ApiError, ApiResult};

/// Reads the priority that a request has as `name`: digits only, without a sign or a space. A missing one is an
/// InvalidRequest, and a wrong one is an InvalidArgument.
pub(super) fn parse(name: &str, text: Option<&str>) -> ApiResult<u32> {
    let text = text.ok_or_else(|| ApiError::invalid_request(format!("{name} is missing")))?;
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    match text.parse::<u32>() {
        Ok(priority) if is_number && i64::from(priority) <= MAX_PRIORITY => Ok(priority),
        _ => Err(ApiError::invalid_argument(format!("{name} must be a number from 0 to {MAX_PRIORITY}"))),
    }
}
