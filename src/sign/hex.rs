//! Lower-case hexadecimal text, the form of every digest of this signature.

use alloc::string::String;

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A SHA-1 digest as hexadecimal text. It is written straight to where it stays: a key has no copies to wipe.
pub(super) fn hex(digest: &[u8; 20]) -> String {
    let mut out = String::with_capacity(2 * digest.len());
    for byte in digest {
        out.push(digit(byte >> 4));
        out.push(digit(byte & 15));
    }
    out
}

fn digit(nibble: u8) -> char {
    char::from(DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0'))
}
