//! Cutting texts, putting them together, and whole numbers in them.
//!
//! In place of `format!`, whose machinery would weigh more in the module than the engine of a call does.

use alloc::string::String;

pub use crate::json::push_decimal;

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
/// use cos_jobs_wire::text::whole_number;
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
/// use cos_jobs_wire::text::cut;
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

/// The texts, one behind the other.
///
/// ```
/// assert_eq!(cos_jobs_wire::text::concat(&["job ", "65f2e4cf", " is gone"]), "job 65f2e4cf is gone");
/// ```
pub fn concat(parts: &[&str]) -> String {
    let mut out = String::new();
    push_all(&mut out, parts);
    out
}

/// Appends the texts.
#[inline(never)]
pub fn push_all(out: &mut String, parts: &[&str]) {
    out.reserve(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        out.push_str(part);
    }
}

/// The texts with `separator` between them.
pub fn join<'a>(texts: impl Iterator<Item = &'a str>, separator: &str) -> String {
    let mut out = String::new();
    for (index, text) in texts.enumerate() {
        if index > 0 {
            out.push_str(separator);
        }
        out.push_str(text);
    }
    out
}

/// `number` in decimal digits.
pub fn decimal(number: u64) -> String {
    let mut out = String::new();
    push_decimal(&mut out, number);
    out
}

/// Appends `number` in decimal digits, with its sign if it is negative.
pub fn push_signed(out: &mut String, number: i64) {
    if number < 0 {
        out.push('-');
    }
    push_decimal(out, number.unsigned_abs());
}

/// `number` in decimal digits, with its sign if it is negative.
pub fn signed(number: i64) -> String {
    let mut out = String::new();
    push_signed(&mut out, number);
    out
}

#[cfg(test)]
mod tests {
    use super::{decimal, find, join, pieces, signed, split, whole_number};
    use proptest::prelude::proptest;

    #[test]
    fn the_ends_of_the_numbers() {
        assert_eq!(decimal(0), "0");
        assert_eq!(decimal(u64::MAX), "18446744073709551615");
        assert_eq!(signed(i64::MIN), "-9223372036854775808");
        assert_eq!(join(["a", "b"].into_iter(), ", "), "a, b");
    }

    #[test]
    fn pieces_are_all_that_is_between() {
        for text in ["", "a", "a&b", "&", "a&&b&"] {
            assert_eq!(pieces(text, b'&').collect::<Vec<_>>(), text.split('&').collect::<Vec<_>>());
        }
    }

    #[test]
    fn a_text_is_cut_where_a_byte_was_found() {
        assert_eq!(split("a=b", find("a=b", b'=')), ("a", "=b"));
        assert_eq!(split("ab", find("ab", b'=')), ("ab", ""));
        assert_eq!(split("\u{817e}", 1), ("\u{817e}", ""), "not inside of a character");
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_was_written(number: u64) {
            assert_eq!(decimal(number), number.to_string());
            assert_eq!(whole_number(&decimal(number)), Some(number));
        }
    }
}
