//! Stage 1: the canonical string (`HttpString`), with the lists of what it covers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encode::{push_encoded, push_encoded_key};
use crate::sign::Signable;

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
    let mut http_string = String::with_capacity(256);
    http_string.extend(request.method.chars().map(|letter| letter.to_ascii_lowercase()));
    http_string.push('\n');
    http_string.push_str(request.path);
    http_string.push('\n');
    let url_param_list = push_pairs(&mut http_string, request.query);
    http_string.push('\n');
    let header_list = push_pairs(&mut http_string, request.headers);
    http_string.push('\n');
    Canonical { http_string, header_list, url_param_list }
}

/// Appends the pairs as `key=value&...`, sorted by key, and returns the keys as `a;b`.
fn push_pairs(out: &mut String, pairs: &[(&str, &str)]) -> String {
    let mut list = String::new();
    for (index, (key, value)) in sorted(pairs).iter().enumerate() {
        if index > 0 {
            out.push('&');
            list.push(';');
        }
        out.push_str(key);
        out.push('=');
        push_encoded(out, value);
        list.push_str(key);
    }
    list
}

/// The pairs in the order of their encoded keys. There are a handful, so each goes straight to its place.
fn sorted<'a>(pairs: &[(&str, &'a str)]) -> Vec<(String, &'a str)> {
    let mut out: Vec<(String, &str)> = Vec::with_capacity(pairs.len());
    for (count, &(key, value)) in pairs.iter().enumerate() {
        out.push((encoded_key(key), value));
        for place in (0..count).rev() {
            match out.get_mut(place..place + 2) {
                Some([before, new]) if before.0 > new.0 => core::mem::swap(before, new),
                _ => break,
            }
        }
    }
    out
}

fn encoded_key(key: &str) -> String {
    let mut out = String::with_capacity(key.len());
    push_encoded_key(&mut out, key);
    out
}
