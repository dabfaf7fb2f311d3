//! Stage 4: the value of the `Authorization` header.

use alloc::string::String;

use super::canonical::{Canonical, canonical, http_string, push_pairs};
use super::signature::{SignKey, push_signature};
use super::string_to_sign::string_to_sign;
use super::{KeyTime, Signable};
use crate::text::push_all;

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
    shared: Shared,
}

/// What requests with the same headers share within the time of one key.
struct Shared {
    /// The headers in their canonical form.
    headers: String,
    /// The beginning of the value, which tells everything but the query and the signature.
    prefix: String,
}

impl Signer {
    /// One for requests with these headers.
    pub fn new(secret_id: &str, key: SignKey, headers: &[(&str, &str)]) -> Self {
        let shared = Shared::new(secret_id, &key, headers);
        Self { key, shared }
    }

    /// When it may sign.
    pub fn key_time(&self) -> KeyTime {
        self.key.key_time()
    }

    /// Appends the value of the `Authorization` header for a request of that method, path and query, all decoded.
    pub fn push_authorization(&self, out: &mut String, method: &str, path: &str, query: &[(&str, &str)]) {
        out.push_str(&self.shared.prefix);
        push_rest(out, method, path, query, &self.shared.headers, &self.key);
    }
}

impl Shared {
    fn new(secret_id: &str, key: &SignKey, pairs: &[(&str, &str)]) -> Self {
        let (mut headers, mut prefix) = (String::with_capacity(256), String::with_capacity(512));
        let time = key.time_text();
        let beginning = ["q-sign-algorithm=sha1&q-ak=", secret_id, "&q-sign-time=", time, "&q-key-time=", time];
        push_all(&mut prefix, &beginning);
        prefix.push_str("&q-header-list=");
        push_pairs(&mut headers, &mut prefix, pairs);
        prefix.push_str("&q-url-param-list=");
        Self { headers, prefix }
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
    let Shared { headers, prefix: mut out } = Shared::new(secret_id, key, request.headers);
    push_rest(&mut out, request.method, request.path, request.query, &headers, key);
    out
}

/// Every stage of [`authorization`].
#[cold]
pub fn explain(request: &Signable<'_>, secret_id: &str, key: &SignKey) -> Explanation {
    let canonical = canonical(request);
    let string_to_sign = string_to_sign(key.time_text(), &canonical.http_string);
    let authorization = authorization(request, secret_id, key);
    Explanation { key_time: key.time_text().into(), canonical, string_to_sign, authorization }
}

/// Appends what is behind the prefix: the names of the parameters, and the signature.
fn push_rest(out: &mut String, method: &str, path: &str, query: &[(&str, &str)], headers: &str, key: &SignKey) {
    let http_string = http_string(method, path, query, out, headers);
    out.push_str("&q-signature=");
    push_signature(out, key, &string_to_sign(key.time_text(), &http_string));
}
