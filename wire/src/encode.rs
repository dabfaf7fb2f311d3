//! The one percent-encoder.
//!
//! The URL that is sent and the string that is signed must agree byte for byte, so both are made here and
//! nowhere else.

use alloc::borrow::{Cow, ToOwned};
use alloc::string::String;
use alloc::vec::Vec;

use crate::hex::{UPPER, hex_digit, push_byte};
use crate::text::split;

/// Appends `text` to `out`, percent-encoded as COS's `UrlEncode` (document 436/7778) prescribes.
///
/// Only `A-Z a-z 0-9 - _ . ~` stay as they are. JavaScript's `encodeURIComponent` leaves `! ' ( ) *` too, which
/// the service would sign differently.
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
            push_byte(out, byte, UPPER);
        }
        rest = behind;
    }
    out.push_str(rest);
}

/// `text` as the signature wants a key: percent-encoded, then in lower case, escapes included.
pub fn encoded_key(text: &str) -> Cow<'_, str> {
    if text.bytes().all(|byte| is_unreserved(byte) && !byte.is_ascii_uppercase()) {
        return Cow::Borrowed(text);
    }
    let mut key = encoded(text);
    key.make_ascii_lowercase();
    Cow::Owned(key)
}

/// `text`, percent-encoded. See [`push_encoded`].
///
/// ```
/// assert_eq!(cos_jobs_wire::encode::encoded("a b/(腾)"), "a%20b%2F%28%E8%85%BE%29");
/// ```
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

/// The text that `path` stands for.
///
/// A path of ASCII characters in which every `%` starts an escape, and whose escapes are UTF-8, is taken as sent
/// and decoded; any other path is taken as decoded already.
///
/// ```
/// assert_eq!(cos_jobs_wire::encode::decoded_path("/%E8%85%BE"), "/腾");
/// assert_eq!(cos_jobs_wire::encode::decoded_path("/100%"), "/100%");
/// ```
pub fn decoded_path(path: &str) -> String {
    if !path.is_ascii() {
        return path.to_owned();
    }
    decoded(path).unwrap_or_else(|| path.to_owned())
}

/// `text` with every `%XX` replaced by its byte, or `None` where an escape is broken or the bytes are not UTF-8.
#[cold]
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

#[cfg(test)]
mod tests {
    use super::{decoded, decoded_path, encoded, encoded_key};
    use proptest::prelude::proptest;

    #[test]
    fn only_the_unreserved_characters_stay() {
        let kept = "ABCXYZabcxyz0189-_.~";
        assert_eq!(encoded(kept), kept);
        assert_eq!(encoded("!'()* +/"), "%21%27%28%29%2A%20%2B%2F");
    }

    #[test]
    fn a_key_is_lower_case_escapes_included() {
        assert_eq!(encoded_key("X-Cos-腾"), "x-cos-%e8%85%be");
        assert_eq!(encoded_key("x-cos-appid"), "x-cos-appid");
    }

    #[test]
    fn a_path_with_a_broken_escape_is_taken_as_decoded() {
        for path in ["/a%", "/a%4", "/a%zz", "/%FF", "/腾%41"] {
            assert_eq!(decoded_path(path), path);
        }
        assert_eq!(decoded_path("/a%41"), "/aA");
    }

    proptest! {
        #[test]
        fn what_is_decoded_is_what_was_encoded(text: String) {
            assert_eq!(decoded(&encoded(&text)), Some(text));
        }
    }
}
