//! What touches every byte of a text: finding, percent-encoding, hashing, JSON, XML, and making JSON of XML.
//!
//! They are a crate of their own so that they can be compiled for speed while all the rest is compiled for size: see the
//! profiles in the workspace's Cargo.toml.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

use alloc::string::String;

pub mod digest;
pub mod document;
pub mod json;
pub mod percent;
pub mod runs;
pub mod shape;
pub mod xml;

/// Where the first such byte is, or the text's length.
pub fn find(text: &str, byte: u8) -> usize {
    text.bytes().position(|other| other == byte).unwrap_or(text.len())
}

/// The text before and from `at`, which is where a character begins.
pub fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
}

/// The whole number that `text` is, if it is digits and nothing else.
///
/// ```
/// use cos_jobs_bytes::whole_number;
///
/// assert_eq!(whole_number("0042"), Some(42));
/// assert_eq!([whole_number(""), whole_number("+1"), whole_number("18446744073709551616")], [None; 3]);
/// ```
pub fn whole_number(text: &str) -> Option<u64> {
    let digit = |byte: u8| byte.checked_sub(b'0').filter(|digit| *digit < 10).map(u64::from);
    let append = |number: u64, byte| number.checked_mul(10)?.checked_add(digit(byte)?);
    if text.is_empty() { None } else { text.bytes().try_fold(0, append) }
}

/// What stands before and after the first such byte, which is an ASCII character.
///
/// ```
/// use cos_jobs_bytes::cut;
///
/// assert_eq!(cut("a=b=c", b'='), Some(("a", "b=c")));
/// assert_eq!(cut("a", b'='), None);
/// ```
pub fn cut(text: &str, at: u8) -> Option<(&str, &str)> {
    let (before, rest) = split(text, find(text, at));
    if rest.is_empty() { None } else { Some((before, split(rest, 1).1)) }
}

/// The pieces between all such bytes.
pub fn pieces(text: &str, at: u8) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    core::iter::from_fn(move || {
        let text = rest?;
        let (piece, behind) = cut(text, at).map_or((text, None), |(piece, behind)| (piece, Some(behind)));
        rest = behind;
        Some(piece)
    })
}

/// What a hexadecimal digit stands for.
pub fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// The digits of hexadecimal text, in the case that JSON and signatures have, and in that of percent-encoding.
const LOWER: &[u8; 16] = b"0123456789abcdef";
const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// Appends bytes as two hexadecimal digits each.
fn push_hex(out: &mut String, bytes: &[u8], digits: &[u8; 16]) {
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            out.push(char::from(digits.get(usize::from(nibble)).copied().unwrap_or(b'0')));
        }
    }
}

/// Appends `bytes` as hexadecimal text in lower case.
pub fn push_lower_hex(out: &mut String, bytes: &[u8]) {
    push_hex(out, bytes, LOWER);
}

/// `bytes` as hexadecimal text in lower case.
pub fn hex(bytes: &[u8]) -> String {
    let mut out = String::with_capacity(2 * bytes.len());
    push_lower_hex(&mut out, bytes);
    out
}

#[cfg(test)]
mod tests {
    use super::{find, hex, hex_digit, pieces, split};

    #[test]
    fn pieces_are_all_that_is_between() {
        for text in ["", "a", "a&b", "&", "a&&b&"] {
            assert_eq!(pieces(text, b'&').collect::<Vec<_>>(), text.split('&').collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_digit_is_one_of_sixteen() {
        for byte in 0..=u8::MAX {
            assert_eq!(hex_digit(byte).map(u32::from), char::from(byte).to_digit(16));
        }
        assert_eq!(hex(&[0, 0x9f, 0xff]), "009fff");
    }

    #[test]
    fn a_text_is_cut_where_a_byte_was_found() {
        assert_eq!(split("a=b", find("a=b", b'=')), ("a", "=b"));
        assert_eq!(split("ab", find("ab", b'=')), ("ab", ""));
        assert_eq!(split("\u{817e}", 1), ("\u{817e}", ""), "not inside of a character");
    }
}
