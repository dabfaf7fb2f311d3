//! Any text in each part of a request that is signed.
//!
//! An input consists of lines: the method, the path, the secret id and the secret key. Each further line is a pair
//! `name=value` of the query, or of the headers if it comes after an empty line.

#![no_main]

use cos_jobs::sign::encode::{decoded, decoded_path, encoded};
use cos_jobs::sign::{Explanation, KeyTime, SignKey, Signable, authorization, explain};
use libfuzzer_sys::fuzz_target;

const KEY_TIME: KeyTime = KeyTime { start: 1_557_989_151, end: 1_557_996_351 };

type Pairs<'a> = Vec<(&'a str, &'a str)>;

fuzz_target!(|text: &str| {
    round_trips(text);
    let mut lines = text.split('\n');
    let mut line = || lines.next().unwrap_or_default();
    let (method, path, secret_id, secret_key) = (line(), line(), line(), line());
    let pair = |line: &'_ str| -> Option<(usize, usize)> { Some((line.find('=')?, line.len())) };
    let (mut query, mut headers, mut is_header) = (Pairs::new(), Pairs::new(), false);
    for line in lines {
        is_header |= line.is_empty();
        let Some((at, end)) = pair(line) else { continue };
        let pair = (&line[..at], &line[at + 1..end]);
        if is_header { headers.push(pair) } else { query.push(pair) }
    }
    let key = SignKey::derive(secret_key, KEY_TIME);
    assert_eq!(format!("{key:?}"), "SignKey(..)");
    let sign =
        |query: &Pairs<'_>, headers: &Pairs<'_>| explain(&Signable { method, path, query, headers }, secret_id, &key);
    let explained = sign(&query, &headers);
    check(&explained, method, path, secret_id, [&query, &headers]);
    let request = Signable { method, path, query: &query, headers: &headers };
    let authorized = authorization(&request, secret_id, &key);
    assert_eq!(authorized, explained.authorization);
    if is_set(&query) && is_set(&headers) {
        query.reverse();
        headers.reverse();
        assert_eq!(sign(&query, &headers), explained, "the order of the pairs does not matter");
    }
});

/// An encoded text decodes to the same text, and contains no character with a meaning in a URL.
fn round_trips(text: &str) {
    let sent = encoded(text);
    assert_eq!(decoded(&sent).as_deref(), Some(text));
    assert!(sent.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_.~%".contains(&byte)));
    assert_eq!(decoded_path(&sent), text, "an encoded path decodes to the text");
    let _ = decoded_path(text);
    let _ = decoded(text);
}

/// The canonical string contains every given part exactly once, in the canonical order.
fn check(explained: &Explanation, method: &str, path: &str, secret_id: &str, pairs: [&Pairs<'_>; 2]) {
    let rest = explained.http_string.strip_prefix(&method.to_ascii_lowercase()).expect("the method comes first");
    let rest = rest.strip_prefix('\n').and_then(|rest| rest.strip_prefix(path)).expect("then the path");
    let lines: Vec<_> = rest.split('\n').collect();
    let [empty, query, headers, end] = lines[..] else { panic!("{lines:?}") };
    assert_eq!((empty, end), ("", ""));
    for (line, list, pairs) in
        [(query, &explained.url_param_list, pairs[0]), (headers, &explained.header_list, pairs[1])]
    {
        let read: Vec<_> = line.split('&').filter(|_| !pairs.is_empty()).collect();
        assert_eq!(read.len(), pairs.len(), "no pair is lost or added");
        let keys: Vec<_> = read.iter().map(|pair| pair.split('=').next().unwrap_or_default()).collect();
        assert!(keys.is_sorted());
        assert_eq!(keys.join(";"), *list);
        let mut values: Vec<_> = read.iter().filter_map(|pair| decoded(pair.split_once('=')?.1)).collect();
        let mut given: Vec<_> = pairs.iter().map(|(_, value)| (*value).to_owned()).collect();
        values.sort();
        given.sort();
        assert_eq!(values, given);
    }
    let time = KEY_TIME.to_text();
    let start = format!("q-sign-algorithm=sha1&q-ak={secret_id}&q-sign-time={time}&q-key-time={time}&");
    assert!(explained.authorization.starts_with(&start));
    let signature = explained.authorization.rsplit('=').next().unwrap_or_default();
    assert!(signature.len() == 40 && signature.bytes().all(|byte| b"0123456789abcdef".contains(&byte)));
}

/// Whether all keys differ in the form in which they are signed.
fn is_set(pairs: &Pairs<'_>) -> bool {
    let mut keys: Vec<_> = pairs.iter().map(|(key, _)| encoded(key).to_ascii_lowercase()).collect();
    keys.sort();
    keys.windows(2).all(|pair| pair[0] != pair[1])
}
