//! What was done to a job by request, for comparing with what a client says it did.

/// How often each kind of request took effect on a job. A refused or repeated request takes none.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// Jobs created: 1 if CreateJob made it, 0 if it was seeded.
    pub created: u32,
    /// Confirmations (requestedJobStatus=Ready).
    pub confirmed: u32,
    /// Cancellations (requestedJobStatus=Cancelled).
    pub cancelled: u32,
    /// Changes of the priority to another value.
    pub reprioritised: u32,
    /// Deletions.
    pub deleted: u32,
}
