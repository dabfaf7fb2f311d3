//! Which calls wait for keys or for a signature.

use crate::events::Wait;

/// The calls of the user's credentials function, and what waits for them.
#[derive(Debug, Default)]
pub(crate) struct CredentialRequests {
    /// How often the credentials function, or the function that signs, was called so far.
    pub(crate) count: u32,
    /// Whether the credentials function was called and has not answered.
    pub(crate) in_progress: bool,
    /// What waits for keys. All of it shares one answer of the credentials function.
    pub(crate) for_keys: Vec<Wait>,
    /// What waited, or still waits, for a signature.
    pub(crate) for_signatures: Vec<Wait>,
}

impl CredentialRequests {
    /// Whether the credentials function is in progress, and this is its latest call (counted from 1).
    pub(crate) fn is_current(&self, count: u32) -> bool {
        self.in_progress && count == self.count
    }
}
