//! Stage 1: the canonical string (`HttpString`), with the lists of what it covers.

use alloc::string::String;
use alloc::vec::Vec;

use crate::encode::{push_encoded, push_encoded_key};
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
    let (query, headers) = (Pairs::new(request.query), Pairs::new(request.headers));
    let http_string = http_string(request.method, request.path, &query, &headers);
    Canonical { http_string, header_list: headers.list, url_param_list: query.list }
}

/// `HttpString` of a request whose pairs are in their canonical form.
pub(super) fn http_string(method: &str, path: &str, query: &Pairs, headers: &Pairs) -> String {
    let mut out = String::with_capacity(512);
    out.push_str(method);
    out.make_ascii_lowercase();
    push_all(&mut out, &["\n", path, "\n", &query.text, "\n", &headers.text, "\n"]);
    out
}

/// Pairs in their canonical form.
pub(super) struct Pairs {
    /// `key=value&...`, sorted by key.
    pub(super) text: String,
    /// The keys as `a;b`.
    pub(super) list: String,
}

/// A pair whose key is `keys[begin..end]`.
struct Pair<'a> {
    begin: usize,
    end: usize,
    value: &'a str,
}

impl Pairs {
    /// Those of decoded pairs.
    pub(super) fn new(pairs: &[(&str, &str)]) -> Self {
        // All keys are encoded into one text, which costs less than a text each.
        let mut keys = String::with_capacity(64);
        let mut sorted = Vec::with_capacity(pairs.len());
        for &(key, value) in pairs {
            let begin = keys.len();
            push_encoded_key(&mut keys, key);
            insert(&mut sorted, &keys, Pair { begin, end: keys.len(), value });
        }
        let mut text = String::with_capacity(128);
        let mut list = String::with_capacity(keys.len() + pairs.len());
        for (index, pair) in sorted.iter().enumerate() {
            if index > 0 {
                text.push('&');
                list.push(';');
            }
            text.push_str(pair.key(&keys));
            text.push('=');
            push_encoded(&mut text, pair.value);
            list.push_str(pair.key(&keys));
        }
        Self { text, list }
    }
}

impl Pair<'_> {
    fn key<'k>(&self, keys: &'k str) -> &'k str {
        keys.get(self.begin..self.end).unwrap_or_default()
    }
}

/// Adds a pair behind those whose keys are not greater. There are a handful, so each goes straight to its place.
fn insert<'a>(sorted: &mut Vec<Pair<'a>>, keys: &str, pair: Pair<'a>) {
    let key = pair.key(keys);
    let place = sorted.iter().rposition(|other| other.key(keys) <= key).map_or(0, |place| place + 1);
    sorted.insert(place, pair);
}
