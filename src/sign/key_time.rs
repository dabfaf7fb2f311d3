//! The span of time for which a signature holds.

use core::fmt;

/// From when to when a signature holds, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTime {
    /// The first second.
    pub start: u64,
    /// The last second.
    pub end: u64,
}

impl fmt::Display for KeyTime {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{};{}", self.start, self.end)
    }
}
