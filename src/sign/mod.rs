//! The COS request signature (document 436/7778).
//!
//! Its stages, in order:
//!
//! 1. the canonical string (`HttpString`) of the request;
//! 2. the string to sign (`StringToSign`): the digest of the canonical string, together with the time;
//! 3. the signature, made with the key for that time: see [`SignKey`];
//! 4. the value of the `Authorization` header.
//!
//! The clock is an argument: see [`KeyTime`].

pub mod encode;
mod key;
#[cfg(test)]
mod tests;

use std::borrow::Cow;

use base16ct::lower::encode_string;
use sha1::{Digest, Sha1};

use encode::{encoded_key, push_encoded};
pub use key::{KeyTime, SignKey};

/// The parts of a request that are signed.
///
/// Keys and values are given decoded. All pairs are signed, so leave out a header that a browser or a proxy may change
/// (`content-length` in a browser).
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    /// The HTTP method, in any case.
    pub method: &'a str,
    /// The path, decoded, with its leading slash.
    pub path: &'a str,
    /// The parameters of the query.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers to sign, including `host`.
    pub headers: &'a [(&'a str, &'a str)],
}

/// Every stage of one signature, for comparison with what the service computed. It contains no key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explanation {
    /// `q-sign-time` and `q-key-time`.
    pub key_time: String,
    /// The canonical string: method, path, parameters and headers, a line each.
    pub http_string: String,
    /// The string to sign.
    pub string_to_sign: String,
    /// `q-header-list`: the keys of the signed headers.
    pub header_list: String,
    /// `q-url-param-list`: the keys of the signed parameters.
    pub url_param_list: String,
    /// `q-signature`.
    pub signature: String,
    /// The value of the `Authorization` header.
    pub authorization: String,
}

/// The value of the `Authorization` header for `request`.
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
    let (query, headers) = (Pairs::new(request.query), Pairs::new(request.headers));
    let method = request.method.to_ascii_lowercase();
    let http_string = [&method, "\n", request.path, "\n", &query.text, "\n", &headers.text, "\n"].concat();
    let time = key.time_text();
    let string_to_sign = ["sha1\n", time, "\n", &encode_string(&Sha1::digest(&http_string)), "\n"].concat();
    let signature = key.sign(&string_to_sign);
    let authorization = [
        "q-sign-algorithm=sha1&q-ak=",
        secret_id,
        "&q-sign-time=",
        time,
        "&q-key-time=",
        time,
        "&q-header-list=",
        &headers.keys,
        "&q-url-param-list=",
        &query.keys,
        "&q-signature=",
        &signature,
    ]
    .concat();
    Explanation {
        key_time: time.to_owned(),
        http_string,
        string_to_sign,
        header_list: headers.keys,
        url_param_list: query.keys,
        signature,
        authorization,
    }
}

/// The canonical form of the query or of the headers.
struct Pairs {
    /// `HttpParameters` or `HttpHeaders`: `key=value`, sorted by key, joined with `&`.
    text: String,
    /// The sorted keys, joined with `;`.
    keys: String,
}

impl Pairs {
    /// Encodes, sorts and joins decoded pairs.
    fn new(pairs: &[(&str, &str)]) -> Self {
        let (mut text, mut keys) = (String::with_capacity(128), String::with_capacity(64));
        for (index, (key, value)) in sorted(pairs).iter().enumerate() {
            if index > 0 {
                text.push('&');
                keys.push(';');
            }
            keys.push_str(key);
            text.push_str(key);
            text.push('=');
            push_encoded(&mut text, value);
        }
        Self { text, keys }
    }
}

/// The pairs with their encoded keys, sorted by these. Pairs with the same key stay in their order. There are only a few pairs, so
/// each is inserted at its place.
fn sorted<'a>(pairs: &[(&'a str, &'a str)]) -> Vec<(Cow<'a, str>, &'a str)> {
    let mut sorted: Vec<(Cow<'a, str>, &'a str)> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        let key = encoded_key(key);
        let place = sorted.partition_point(|(other, _)| *other <= key);
        sorted.insert(place, (key, value));
    }
    sorted
}
