//! The shell's half on this side of the border: what JavaScript calls.
//!
//! Only numbers and texts cross, inputs and results as JSON. A text that begins with `!` is an error: behind it stands
//! the JSON that a `CosJobsError` is made from. Nothing here decides anything: fetching, waiting and asking for
//! credentials are JavaScript's, what to do next is the engine's.

mod bulk;
mod client;
mod listing;
mod runtime;
mod signature;
mod watch;

use alloc::string::String;

use crate::error::Error;
use crate::json::to_json;
use crate::text::concat;

/// A text that says what went wrong.
fn fault(error: &Error) -> String {
    concat(&["!", &to_json(&error.to_value())])
}

/// What was made of an input, or why none could be.
type Made<T> = Result<T, Error>;

/// The fault of what could not be made; else empty.
fn fault_of<T>(made: &Made<T>) -> String {
    made.as_ref().err().map(fault).unwrap_or_default()
}

/// A time of JavaScript's `Date.now()`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates, which is what is meant")]
fn millis(now: f64) -> u64 {
    now as u64
}
