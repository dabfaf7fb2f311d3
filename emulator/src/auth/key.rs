//! Finding the key of a request, and checking its token.

use crate::config::Credentials;
use crate::error::ApiError;

/// The key with this id.
pub(super) fn find<'a>(known: &'a [Credentials], secret_id: &str) -> Result<&'a Credentials, ApiError> {
    known
        .iter()
        .find(|key| key.secret_id == secret_id)
        .ok_or_else(|| ApiError::invalid_access_key_id("The access key id you provided does not exist in our records"))
}

/// Checks the token that was sent with a temporary key, and that the key has not expired.
pub(super) fn check_token(key: &Credentials, token: Option<&str>, now_ms: u64) -> Result<(), ApiError> {
    match (key.session_token.as_deref(), token) {
        (None, None) => {}
        (Some(expected), Some(given)) if equal_in_constant_time(expected, given) => {}
        (Some(_), Some(_)) => return Err(ApiError::expired_token()),
        (Some(_), None) => {
            return Err(ApiError::invalid_access_key_id("A temporary key needs its x-cos-security-token"));
        }
        (None, Some(_)) => {
            return Err(ApiError::invalid_access_key_id("The security token does not belong to the access key id"));
        }
    }
    match key.expires_ms {
        Some(expires_ms) if now_ms > expires_ms => Err(ApiError::expired_token()),
        _ => Ok(()),
    }
}

/// Whether two texts are equal. The time it takes does not show how many of their bytes are equal.
pub(super) fn equal_in_constant_time(left: &str, right: &str) -> bool {
    let difference = left.bytes().zip(right.bytes()).fold(0, |difference, (left, right)| difference | (left ^ right));
    left.len() == right.len() && difference == 0
}
