//! Stage 4: the value of the `Authorization` header.

use super::canonical::{Canonical, Pairs, canonical, http_string};
use super::signature::{SignKey, signature};
use super::string_to_sign::string_to_sign;
use super::{KeyTime, Signable};

/// Every stage of one signature, for comparison with what the service computed. It contains no key.
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

/// Signs requests that have the same headers within the time of one key. What these requests share is computed once.
pub struct Signer {
    secret_id: String,
    key: SignKey,
    headers: Pairs,
}

impl Signer {
    /// A signer for requests with these headers.
    pub fn new(secret_id: &str, key: SignKey, headers: &[(&str, &str)]) -> Self {
        Self { secret_id: secret_id.to_owned(), key, headers: Pairs::new(headers) }
    }

    /// The time in which the signatures are valid.
    pub fn key_time(&self) -> KeyTime {
        self.key.key_time()
    }

    /// Appends the value of the `Authorization` header for a request with this method, path and query, all decoded.
    pub fn push_authorization(&self, out: &mut String, method: &str, path: &str, query: &[(&str, &str)]) {
        let parameters = Pairs::new(query);
        let http_string = http_string(method, path, &parameters, &self.headers);
        let signature = signature(&self.key, &string_to_sign(self.key.time_text(), &http_string));
        let lists = [&*self.headers.keys, &*parameters.keys];
        out.push_str(&header_value(&self.secret_id, self.key.time_text(), lists, &signature));
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
    let key_time = key.time_text().to_owned();
    let canonical = canonical(request);
    let string_to_sign = string_to_sign(&key_time, &canonical.http_string);
    let signature = signature(key, &string_to_sign);
    let lists = [&*canonical.header_list, &*canonical.url_param_list];
    let authorization = header_value(secret_id, &key_time, lists, &signature);
    Explanation { key_time, canonical, string_to_sign, authorization }
}

fn header_value(secret_id: &str, time: &str, [header_list, url_param_list]: [&str; 2], signature: &str) -> String {
    let mut out = String::with_capacity(512);
    out.extend(["q-sign-algorithm=sha1&q-ak=", secret_id, "&q-sign-time=", time, "&q-key-time=", time]);
    out.extend(["&q-header-list=", header_list, "&q-url-param-list=", url_param_list, "&q-signature=", signature]);
    out
}
