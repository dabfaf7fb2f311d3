//! Stage 1: the canonical string (`HttpString`), with the lists of what it covers.

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec::Vec;

use crate::encode::{encoded_key, push_encoded};
use crate::sign::Signable;
use crate::text::push_all;

/// The canonical form of a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Canonical {
    /// `HttpString`: method, path, parameters and headers, a line each.
    pub http_string: String,
    /// `q-header-list`: the names of the signed headers.
    pub header_list: String,
    /// `q-url-param-list`: the names of the signed parameters.
    pub url_param_list: String,
}

/// The canonical form of `request`.
pub fn canonical(request: &Signable<'_>) -> Canonical {
    let (mut headers, mut header_list, mut url_param_list) = (String::new(), String::new(), String::new());
    push_pairs(&mut headers, &mut header_list, request.headers);
    let http_string = http_string(request.method, request.path, request.query, &mut url_param_list, &headers);
    Canonical { http_string, header_list, url_param_list }
}

/// `HttpString` of a request whose headers are in their canonical form; appends the names of its parameters to `list`.
pub(super) fn http_string(
    method: &str,
    path: &str,
    query: &[(&str, &str)],
    list: &mut String,
    headers: &str,
) -> String {
    let mut out = String::with_capacity(512);
    out.push_str(method);
    out.make_ascii_lowercase();
    push_all(&mut out, &["\n", path, "\n"]);
    push_pairs(&mut out, list, query);
    push_all(&mut out, &["\n", headers, "\n"]);
    out
}

/// Appends decoded pairs in their canonical form: `key=value&...` to `text`, sorted by key, and the keys as `a;b` to `list`.
pub(super) fn push_pairs(text: &mut String, list: &mut String, pairs: &[(&str, &str)]) {
    let mut sorted: Vec<(Cow<'_, str>, &str)> = Vec::with_capacity(pairs.len());
    for (key, value) in pairs {
        let key = encoded_key(key);
        // Behind those whose keys are not greater. There are a handful, so each goes straight to its place.
        let place = sorted.iter().rposition(|(other, _)| *other <= key).map_or(0, |place| place + 1);
        sorted.insert(place, (key, value));
    }
    for (index, (key, value)) in sorted.iter().enumerate() {
        if index > 0 {
            text.push('&');
            list.push(';');
        }
        text.push_str(key);
        text.push('=');
        push_encoded(text, value);
        list.push_str(key);
    }
}
