//! The span of time for which a signature holds.

use alloc::string::String;

use crate::text::push_decimal;

/// From when to when a signature holds, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTime {
    /// The first second.
    pub start: u64,
    /// The last second.
    pub end: u64,
}

impl KeyTime {
    /// The form of `q-sign-time` and `q-key-time`.
    pub fn to_text(self) -> String {
        let mut text = String::with_capacity(21);
        push_decimal(&mut text, self.start);
        text.push(';');
        push_decimal(&mut text, self.end);
        text
    }
}
