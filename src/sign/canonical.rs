//! Stage 1: the canonical string (`HttpString`), and the lists of the keys in it.

use std::borrow::Cow;

use super::Signable;
use super::encode::{encoded_key, push_encoded};

/// The canonical form of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// `HttpString`: method, path, parameters and headers, a line each.
    pub http_string: String,
    /// `q-header-list`: the keys of the signed headers.
    pub header_list: String,
    /// `q-url-param-list`: the keys of the signed parameters.
    pub url_param_list: String,
}

/// The canonical form of the query or of the headers.
pub(super) struct Pairs {
    /// `HttpParameters` or `HttpHeaders`: `key=value`, sorted by key, joined with `&`.
    pub(super) text: String,
    /// The sorted keys, joined with `;`.
    pub(super) keys: String,
}

/// The canonical form of `request`.
pub fn canonical(request: &Signable<'_>) -> Canonical {
    let (parameters, headers) = (Pairs::new(request.query), Pairs::new(request.headers));
    let http_string = http_string(request.method, request.path, &parameters, &headers);
    Canonical { http_string, header_list: headers.keys, url_param_list: parameters.keys }
}

/// `HttpString` of a request with these pairs.
pub(super) fn http_string(method: &str, path: &str, parameters: &Pairs, headers: &Pairs) -> String {
    let mut out = String::with_capacity(512);
    out.push_str(method);
    out.make_ascii_lowercase();
    out.extend(["\n", path, "\n", &parameters.text, "\n", &headers.text, "\n"]);
    out
}

impl Pairs {
    /// Encodes, sorts and joins decoded pairs.
    pub(super) fn new(pairs: &[(&str, &str)]) -> Self {
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
