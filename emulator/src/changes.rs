//! What requests did to a job. Tests compare it with what a client reports.

/// How often each kind of request changed a job. A request that was refused, or that changed nothing, is not counted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Changes {
    /// 1 if CreateJob created the job, 0 if it was seeded.
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
