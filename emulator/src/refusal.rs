//! The reasons for which the control plane refuses a request.

/// Why a request was refused. A refused request changes nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// No job has this id.
    NoSuchJob,
    /// The job is in a final status.
    AlreadyFinal,
    /// The job's status does not allow the requested one.
    WrongStatus,
    /// The ClientRequestToken was used before.
    TokenUsed,
    /// The account already has as many unfinished jobs as are allowed.
    TooManyJobs,
}
