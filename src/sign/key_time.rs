//! `KeyTime`: the time in which a signature is valid.

/// The first and the last second in which a signature is valid, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTime {
    /// The first second.
    pub start: u64,
    /// The last second.
    pub end: u64,
}

impl KeyTime {
    /// The text of `q-sign-time` and `q-key-time`: `<start>;<end>`.
    ///
    /// ```
    /// use cos_jobs::sign::KeyTime;
    ///
    /// assert_eq!(KeyTime { start: 1_557_989_151, end: 1_557_996_351 }.to_text(), "1557989151;1557996351");
    /// ```
    pub fn to_text(self) -> String {
        [self.start.to_string(), self.end.to_string()].join(";")
    }
}
