//! The percent-encoder.
//!
//! The URL that is sent and the string that is signed must agree byte for byte, so both use these functions.

use std::borrow::Cow;

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};

/// The ASCII characters that COS's `UrlEncode` (document 436/7778) encodes: all but `A-Z a-z 0-9 - _ . ~`.
///
/// JavaScript's `encodeURIComponent` also leaves `! ' ( ) *`, which the service would sign differently.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Appends `text` to `out`, percent-encoded.
pub fn push_encoded(out: &mut String, text: &str) {
    out.extend(utf8_percent_encode(text, RESERVED));
}

/// `text`, percent-encoded.
///
/// ```
/// assert_eq!(cos_jobs::sign::encode::encoded("a b/(腾)"), "a%20b%2F%28%E8%85%BE%29");
/// ```
pub fn encoded(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    push_encoded(&mut out, text);
    out
}

/// `text` as the key of a signed pair: percent-encoded, then in lower case, including the escapes.
///
/// ```
/// assert_eq!(cos_jobs::sign::encode::encoded_key("X-Cos-腾"), "x-cos-%e8%85%be");
/// ```
pub fn encoded_key(text: &str) -> Cow<'_, str> {
    let mut key = Cow::from(utf8_percent_encode(text, RESERVED));
    if key.bytes().any(|byte| byte.is_ascii_uppercase()) {
        key.to_mut().make_ascii_lowercase();
    }
    key
}

/// `text` with every escape `%XX` decoded, or `None` if an escape is broken or the decoded bytes are not UTF-8.
pub fn decoded(text: &str) -> Option<String> {
    // The library leaves a broken escape as it is.
    if !has_whole_escapes(text) {
        return None;
    }
    percent_decode_str(text).decode_utf8().ok().map(Cow::into_owned)
}

/// Decodes a path if it is encoded.
///
/// A path is taken as encoded if it is ASCII, each `%` in it starts an escape, and its escapes are UTF-8. Any other path
/// is taken as decoded already.
///
/// ```
/// use cos_jobs::sign::encode::decoded_path;
///
/// assert_eq!(decoded_path("/%E8%85%BE"), "/腾");
/// assert_eq!(decoded_path("/100%"), "/100%");
/// ```
pub fn decoded_path(path: &str) -> String {
    let decoded = if path.is_ascii() { decoded(path) } else { None };
    decoded.unwrap_or_else(|| path.to_owned())
}

/// Whether two hexadecimal digits follow each `%`.
fn has_whole_escapes(text: &str) -> bool {
    let starts_with_byte =
        |text: &str| matches!(text.as_bytes(), [high, low, ..] if high.is_ascii_hexdigit() && low.is_ascii_hexdigit());
    text.split('%').skip(1).all(starts_with_byte)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::{decoded, decoded_path, encoded, encoded_key};
    use proptest::prelude::proptest;

    #[test]
    fn only_the_unreserved_characters_stay() {
        let kept = "ABCXYZabcxyz0189-_.~";
        assert_eq!(encoded(kept), kept);
        assert_eq!(encoded("!'()* +/"), "%21%27%28%29%2A%20%2B%2F");
    }

    #[test]
    fn each_ascii_character_stays_or_becomes_an_escape_in_upper_case() {
        for byte in 0..128_u8 {
            let text = char::from(byte).to_string();
            let stays = byte.is_ascii_alphanumeric() || b"-_.~".contains(&byte);
            assert_eq!(encoded(&text), if stays { text } else { format!("%{byte:02X}") });
        }
    }

    #[test]
    fn a_key_is_in_lower_case_including_its_escapes() {
        assert_eq!(encoded_key("X-Cos-腾"), "x-cos-%e8%85%be");
        assert_eq!(encoded_key("A b"), "a%20b");
    }

    #[test]
    fn a_key_that_needs_no_change_is_borrowed() {
        assert!(matches!(encoded_key("x-cos-appid"), Cow::Borrowed("x-cos-appid")));
    }

    #[test]
    fn a_text_with_a_broken_escape_or_bytes_that_are_not_utf8_is_not_decoded() {
        for text in ["%", "a%4", "%zz", "%+4", "%%41", "%4%31", "a%20%", "%FF", "%E8%85"] {
            assert_eq!(decoded(text), None, "{text}");
        }
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
        fn decoding_gives_back_the_text_that_was_encoded(text: String) {
            assert_eq!(decoded(&encoded(&text)), Some(text));
        }
    }
}
