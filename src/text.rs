//! Putting texts together, and whole numbers in them.
//!
//! In place of `format!`, whose machinery would weigh more in the module than the engine of a call does.

use alloc::string::String;

pub use cos_jobs_bytes::json::push_decimal;
pub use cos_jobs_bytes::{cut, pieces, split, whole_number};

/// The texts, one behind the other.
///
/// ```
/// assert_eq!(cos_jobs::text::concat(&["job ", "65f2e4cf", " is gone"]), "job 65f2e4cf is gone");
/// ```
pub fn concat(parts: &[&str]) -> String {
    let mut out = String::with_capacity(parts.iter().map(|part| part.len()).sum());
    for part in parts {
        out.push_str(part);
    }
    out
}

/// The texts with `separator` between them.
pub fn join<'a>(texts: impl Iterator<Item = &'a str>, separator: &str) -> String {
    let mut out = String::new();
    for text in texts {
        if !out.is_empty() {
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
    use super::{decimal, join, signed, whole_number};
    use proptest::prelude::proptest;

    #[test]
    fn the_ends_of_the_numbers() {
        assert_eq!(decimal(0), "0");
        assert_eq!(decimal(u64::MAX), "18446744073709551615");
        assert_eq!(signed(i64::MIN), "-9223372036854775808");
        assert_eq!(join(["a", "b"].into_iter(), ", "), "a, b");
    }

    proptest! {
        #[test]
        fn a_number_is_read_as_it_was_written(number: u64) {
            assert_eq!(decimal(number), number.to_string());
            assert_eq!(whole_number(&decimal(number)), Some(number));
        }
    }
}
