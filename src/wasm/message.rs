//! The forms of what crosses the border.

use alloc::string::String;

use crate::error::Error;
use crate::text::{concat, cut, decimal, pieces, split, whole_number};

/// A text that says what went wrong.
pub(super) fn fault(error: &Error) -> String {
    concat(&["!", error.to_object().as_str()])
}

/// A number as text, or what went wrong.
pub(super) fn handle(made: Result<usize, Error>) -> String {
    match made {
        Ok(number) => decimal(number as u64),
        Err(error) => fault(&error),
    }
}

/// "yes", or nothing.
pub(super) fn yes(is_so: bool) -> String {
    String::from(if is_so { "yes" } else { "" })
}

/// A time of JavaScript's `Date.now()`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates, which is what is meant")]
pub(super) fn millis(now: f64) -> u64 {
    now as u64
}

/// The parts of a text whose first line says how long they are, in UTF-16 as JavaScript counts, with a comma between
/// the numbers. So no part can end where another begins, whatever it holds. What is behind them is the last part.
pub(super) fn parts<const N: usize>(text: &str) -> [&str; N] {
    let (lengths, mut rest) = cut(text, b'\n').unwrap_or_default();
    let mut lengths = pieces(lengths, b',');
    core::array::from_fn(|_| match lengths.next().and_then(whole_number) {
        Some(length) => {
            let (part, behind) = split(rest, end_of(rest, length));
            rest = behind;
            part
        }
        None => core::mem::take(&mut rest),
    })
}

/// Where the first `length` units of UTF-16 end.
fn end_of(text: &str, length: u64) -> usize {
    let mut left = length;
    let mut end = 0;
    for character in text.chars() {
        if left == 0 {
            break;
        }
        left = left.saturating_sub(character.len_utf16() as u64);
        end += character.len_utf8();
    }
    end
}
