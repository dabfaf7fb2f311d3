//! The loops that touch every byte of a text: finding, percent-encoding, escaping, cutting XML into tokens.
//!
//! They are a crate of their own so that they can be compiled for speed while all the rest is compiled for size: see the
//! profiles in the workspace's Cargo.toml.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod json;
pub mod percent;
pub mod runs;
pub mod xml;

/// Where the first such byte is, or the text's length.
pub fn find(text: &str, byte: u8) -> usize {
    text.bytes().position(|other| other == byte).unwrap_or(text.len())
}

/// The text before and from `at`, which is where a character begins.
pub fn split(text: &str, at: usize) -> (&str, &str) {
    text.split_at_checked(at).unwrap_or((text, ""))
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

/// The digits of [`push_hex`].
const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// Appends a byte as two hexadecimal digits in lower case.
fn push_hex(out: &mut alloc::string::String, byte: u8) {
    for nibble in [byte >> 4, byte & 15] {
        out.push(char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0')));
    }
}

/// `bytes` as hexadecimal text in lower case.
pub fn hex(bytes: &[u8]) -> alloc::string::String {
    let mut out = alloc::string::String::with_capacity(2 * bytes.len());
    for &byte in bytes {
        push_hex(&mut out, byte);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::{find, hex, hex_digit, split};

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
