//! Hexadecimal text.

use alloc::string::String;

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
    [byte >> 4, byte & 15].map(|nibble| if nibble < 10 { b'0' + nibble } else { ten + (nibble - 10) })
}

/// Appends the two digits of a byte.
pub(crate) fn push_byte(out: &mut String, byte: u8, ten: u8) {
    for digit in digits(byte, ten) {
        out.push(char::from(digit));
    }
}

/// Bytes as two hexadecimal digits each, in lower case.
pub fn lower_hex<const N: usize>(bytes: &[u8; N]) -> [[u8; 2]; N] {
    bytes.map(|byte| digits(byte, LOWER))
}

/// Appends `bytes` as hexadecimal text in lower case.
pub fn push_lower_hex<const N: usize>(out: &mut String, bytes: &[u8; N]) {
    out.push_str(core::str::from_utf8(lower_hex(bytes).as_flattened()).unwrap_or_default());
}

/// `bytes` as hexadecimal text in lower case.
pub fn hex<const N: usize>(bytes: &[u8; N]) -> String {
    let mut out = String::with_capacity(2 * N);
    push_lower_hex(&mut out, bytes);
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
        assert_eq!(hex(&[0, 0x9f, 0xff]), "009fff");
    }
}
