//! Lower-case hexadecimal text, the form of every digest of this signature.

const DIGITS: &[u8; 16] = b"0123456789abcdef";

/// A SHA-1 digest as hexadecimal text.
pub(super) fn hex(digest: &[u8; 20]) -> [u8; 40] {
    let mut out = [b'0'; 40];
    for (pair, byte) in out.as_chunks_mut::<2>().0.iter_mut().zip(digest) {
        *pair = [digit(byte >> 4), digit(byte & 15)];
    }
    out
}

/// The same, as a string.
pub(super) fn hex_string(digest: &[u8; 20]) -> String {
    hex(digest).iter().copied().map(char::from).collect()
}

fn digit(nibble: u8) -> u8 {
    DIGITS.get(usize::from(nibble)).copied().unwrap_or(b'0')
}
