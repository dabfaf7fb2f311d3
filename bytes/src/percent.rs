//! Percent-encoding.

use alloc::string::String;
use alloc::vec::Vec;

use crate::{UPPER, hex_digit, push_hex, split};

/// Appends `text` to `out`, all of it escaped but `A-Z a-z 0-9 - _ . ~`.
pub fn push_encoded(out: &mut String, text: &str) {
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !is_unreserved(byte)) {
        let (plain, reserved) = split(rest, at);
        out.push_str(plain);
        // The whole character, since a text can't be cut within one.
        let length = reserved.chars().next().map_or(1, char::len_utf8);
        let (character, behind) = split(reserved, length);
        for byte in character.bytes() {
            out.push('%');
            push_hex(out, &[byte], UPPER);
        }
        rest = behind;
    }
    out.push_str(rest);
}

/// `text` with every `%XX` replaced by its byte, or `None` where an escape is broken or the bytes are not UTF-8.
pub fn decoded(text: &str) -> Option<String> {
    let mut bytes = text.bytes();
    let mut out = Vec::with_capacity(text.len());
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => hex_digit(bytes.next()?)? * 16 + hex_digit(bytes.next()?)?,
            other => other,
        });
    }
    String::from_utf8(out).ok()
}

/// Whether a byte stays as it is, for each byte.
const UNRESERVED: [bool; 256] = unreserved();

const fn unreserved() -> [bool; 256] {
    let mut table = [false; 256];
    let mut byte = 0_u8;
    while byte < 128 {
        if let Some(entry) = table.split_at_mut(byte as usize).1.first_mut() {
            *entry = byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~');
        }
        byte += 1;
    }
    table
}

fn is_unreserved(byte: u8) -> bool {
    UNRESERVED.get(usize::from(byte)).copied().unwrap_or_default()
}
