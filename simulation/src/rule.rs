//! The names of the rules. The table in `invariants.rs` explains them.

/// A rule that each call must keep.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the table in invariants.rs explains them")]
pub enum Rule {
    Success,
    None,
    Unknown,
    Avoidable,
    Changed,
    Result,
    Attempts,
    Time,
    Secrets,
    Requested,
    Refusal,
    Expiry,
    Selection,
    Watch,
    Twice,
    Undo,
    /// The engine does not panic.
    Panic,
}
