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

/// The digits of hexadecimal text, in the case that JSON and signatures have, and in that of percent-encoding.
pub(crate) const LOWER: &[u8; 16] = b"0123456789abcdef";
pub(crate) const UPPER: &[u8; 16] = b"0123456789ABCDEF";

/// Appends bytes as two hexadecimal digits each.
pub(crate) fn push_hex(out: &mut String, bytes: &[u8], digits: &[u8; 16]) {
    const AT_A_TIME: usize = 32;
    let digit = |nibble: u8| digits.get(usize::from(nibble)).copied().unwrap_or(b'0');
    for bytes in bytes.chunks(AT_A_TIME) {
        // In a buffer first: to append to a text costs more than to make the digit.
        let mut text = [0; 2 * AT_A_TIME];
        for (pair, byte) in text.as_chunks_mut::<2>().0.iter_mut().zip(bytes) {
            *pair = [digit(byte >> 4), digit(byte & 15)];
        }
        let text = text.get(..2 * bytes.len()).unwrap_or_default();
        out.push_str(core::str::from_utf8(text).unwrap_or_default());
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
    use super::{hex, hex_digit};

    #[test]
    fn a_digit_is_one_of_sixteen() {
        for byte in 0..=u8::MAX {
            assert_eq!(hex_digit(byte).map(u32::from), char::from(byte).to_digit(16));
        }
        assert_eq!(hex(&[0, 0x9f, 0xff]), "009fff");
    }
}
