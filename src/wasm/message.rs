//! The forms of what crosses the border.

use alloc::string::String;

use crate::error::Error;
use crate::text::{concat, decimal};

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
