//! The text of a JSON string.

use alloc::string::String;

use crate::{push_hex, split};

/// Appends `text` to `out` as a JSON string, its quotes included.
///
/// ```
/// let mut out = String::new();
/// cos_jobs_bytes::json::push_text(&mut out, "a\"b\n");
/// assert_eq!(out, r#""a\"b\u000a""#);
/// ```
pub fn push_text(out: &mut String, text: &str) {
    out.push('"');
    let mut rest = text;
    while let Some(at) = rest.bytes().position(needs_escape) {
        let (plain, escaped) = split(rest, at);
        out.push_str(plain);
        push_escape(out, escaped.bytes().next().unwrap_or_default());
        rest = split(escaped, 1).1;
    }
    out.push_str(rest);
    out.push('"');
}

/// What stands before the end or the next escape of a string.
pub fn plain(text: &str) -> &str {
    let end = text.bytes().position(|byte| byte == b'"' || byte == b'\\').unwrap_or(text.len());
    split(text, end).0
}

fn needs_escape(byte: u8) -> bool {
    byte < 0x20 || byte == b'"' || byte == b'\\'
}

fn push_escape(out: &mut String, byte: u8) {
    match byte {
        b'"' => out.push_str("\\\""),
        b'\\' => out.push_str("\\\\"),
        control => {
            out.push_str("\\u00");
            push_hex(out, control);
        }
    }
}
