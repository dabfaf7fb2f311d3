//! Stage 4: the value of the `Authorization` header.

use alloc::string::String;

use super::canonical::{Canonical, Pairs, canonical, http_string};
use super::signature::{SignKey, push_signature};
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

/// Signs requests that have the same headers within the time of one key: what they share is made once.
pub struct Signer {
    key: SignKey,
    headers: Pairs,
    prefix: String,
}

impl Signer {
    /// One for requests with these headers.
    pub fn new(secret_id: &str, key: SignKey, headers: &[(&str, &str)]) -> Self {
        let headers = Pairs::new(headers);
        let prefix = prefix(secret_id, &key, &headers.list);
        Self { key, headers, prefix }
    }

    /// When it may sign.
    pub fn key_time(&self) -> KeyTime {
        self.key.key_time()
    }

    /// Appends the value of the `Authorization` header for a request of that method, path and query, all decoded.
    pub fn push_authorization(&self, out: &mut String, method: &str, path: &str, query: &[(&str, &str)]) {
        let query = Pairs::new(query);
        let http_string = http_string(method, path, &query, &self.headers);
        out.push_str(&self.prefix);
        push_signed(out, &query.list, &string_to_sign(self.key.time_text(), &http_string), &self.key);
    }
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
/// let value = authorization(&request, "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", &key);
/// assert!(value.starts_with("q-sign-algorithm=sha1&q-ak=AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q&q-sign-time="));
/// ```
pub fn authorization(request: &Signable<'_>, secret_id: &str, key: &SignKey) -> String {
    explain(request, secret_id, key).authorization
}

/// Every stage of [`authorization`].
pub fn explain(request: &Signable<'_>, secret_id: &str, key: &SignKey) -> Explanation {
    let canonical = canonical(request);
    let string_to_sign = string_to_sign(key.time_text(), &canonical.http_string);
    let mut authorization = prefix(secret_id, key, &canonical.header_list);
    authorization.reserve(canonical.url_param_list.len() + SIGNATURE);
    push_signed(&mut authorization, &canonical.url_param_list, &string_to_sign, key);
    Explanation { key_time: key.time_text().into(), canonical, string_to_sign, authorization }
}

/// The bytes of the signature with its name.
const SIGNATURE: usize = "&q-signature=".len() + 40;

/// The beginning of the value, which tells everything but the query and the signature.
fn prefix(secret_id: &str, key: &SignKey, header_list: &str) -> String {
    concat(&[
        "q-sign-algorithm=sha1&q-ak=",
        secret_id,
        "&q-sign-time=",
        key.time_text(),
        "&q-key-time=",
        key.time_text(),
        "&q-header-list=",
        header_list,
        "&q-url-param-list=",
    ])
}

fn push_signed(out: &mut String, url_param_list: &str, string_to_sign: &str, key: &SignKey) {
    out.push_str(url_param_list);
    out.push_str("&q-signature=");
    push_signature(out, key, string_to_sign);
}
