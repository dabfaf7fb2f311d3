//! Stage 4: the value of the `Authorization` header.

use alloc::string::String;

use super::canonical::{Canonical, canonical};
use super::signature::{SignKey, signature};
use super::string_to_sign::string_to_sign;
use super::{KeyTime, Signable};
use crate::text::concat;

/// Every stage of one signature, for comparing with what the service says it computed. It holds no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// `q-sign-time` and `q-key-time`.
    pub key_time: String,
    /// The canonical string and its lists.
    pub canonical: Canonical,
    /// The string to sign.
    pub string_to_sign: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
}

/// The value of the `Authorization` header for `request`.
///
/// Source: COS document 436/7778.
///
/// ```
/// use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
///
/// let key_time = KeyTime { start: 1_557_989_753, end: 1_557_996_953 };
/// let key = SignKey::derive("BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz", key_time);
/// let request = Signable { method: "GET", path: "/jobs", query: &[], headers: &[("host", "example.com")] };
/// let value = authorization(&request, "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", &key, key_time);
/// assert!(value.starts_with("q-sign-algorithm=sha1&q-ak=AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q&q-sign-time="));
/// ```
pub fn authorization(request: &Signable<'_>, secret_id: &str, key: &SignKey, key_time: KeyTime) -> String {
    explain(request, secret_id, key, key_time).authorization
}

/// Every stage of [`authorization`].
pub fn explain(request: &Signable<'_>, secret_id: &str, key: &SignKey, key_time: KeyTime) -> Explanation {
    let canonical = canonical(request);
    let key_time = key_time.to_text();
    let string_to_sign = string_to_sign(&key_time, &canonical.http_string);
    let authorization = concat(&[
        "q-sign-algorithm=sha1&q-ak=",
        secret_id,
        "&q-sign-time=",
        &key_time,
        "&q-key-time=",
        &key_time,
        "&q-header-list=",
        &canonical.header_list,
        "&q-url-param-list=",
        &canonical.url_param_list,
        "&q-signature=",
        &signature(key, &string_to_sign),
    ]);
    Explanation { key_time, canonical, string_to_sign, authorization }
}
