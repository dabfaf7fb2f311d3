//! Hexadecimal text.

use alloc::string::String;

use crate::digest::DIGEST;

/// What a hexadecimal digit stands for.
pub fn hex_digit(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

/// The digit that stands for ten: in JSON and in signatures, and in percent-encoding.
pub(crate) const LOWER: u8 = b'a';
pub(crate) const UPPER: u8 = b'A';

/// The two digits of a byte.
fn digits(byte: u8, ten: u8) -> [u8; 2] {
    let digit = |nibble| if nibble < 10 { b'0' + nibble } else { ten + (nibble - 10) };
    [digit(byte >> 4), digit(byte & 15)]
}

/// Appends the two digits of a byte.
pub(crate) fn push_byte(out: &mut String, byte: u8, ten: u8) {
    for digit in digits(byte, ten) {
        out.push(char::from(digit));
    }
}

/// A digest as two hexadecimal digits a byte, in lower case.
pub fn lower_hex(digest: &[u8; DIGEST]) -> [[u8; 2]; DIGEST] {
    let mut text = [[0; 2]; DIGEST];
    for (pair, byte) in text.iter_mut().zip(digest) {
        *pair = digits(*byte, LOWER);
    }
    text
}

/// Appends a digest as hexadecimal text in lower case.
pub fn push_lower_hex(out: &mut String, digest: &[u8; DIGEST]) {
    out.push_str(core::str::from_utf8(lower_hex(digest).as_flattened()).unwrap_or_default());
}

/// A digest as hexadecimal text in lower case.
pub fn hex(digest: &[u8; DIGEST]) -> String {
    let mut out = String::new();
    push_lower_hex(&mut out, digest);
    out
}

#[cfg(test)]
mod tests {
    use super::{hex, hex_digit};

    #[test]
    fn a_digit_is_one_of_sixteen() {
        for byte in 0..=u8::MAX {
            assert_eq!(hex_digit(byte).map(u32::from), char::from(byte).to_digit(16));
        }
        let digest = core::array::from_fn(|index| [0, 0x9f, 0xff, 0xa0][index % 4]);
        assert_eq!(hex(&digest), "009fffa0".repeat(5));
    }
}
