//! The life of a job as a table.
//!
//! Source: managing jobs 436/32961. Nothing moves a job but a row of [`TRANSITIONS`].

use cos_jobs::jobs::status::Status::{
    self, Active, Cancelled, Cancelling, Complete, Completing, Failed, Failing, New, Paused, Pausing, Preparing, Ready,
    Suspended,
};

/// What moves a job on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// COS starts to read the manifest.
    ManifestOpened,
    /// The manifest is read, and nobody has to confirm the job any more.
    ManifestRead,
    /// The manifest is read, and the job has to be confirmed.
    ConfirmationMissing,
    /// Somebody requested Ready.
    Confirmed,
    /// A place is free for the job.
    TurnCame,
    /// A job of higher priority needs the place.
    Outranked,
    /// All tasks are executed.
    TasksDone,
    /// Over a half of more than 1,000 tasks failed.
    TooManyFailures,
    /// The manifest can't be read.
    ManifestUnreadable,
    /// Somebody requested Cancelled.
    CancelRequested,
    /// What was under way has come to its end.
    Settled,
}

/// Every move that a job can make: from, why, to.
pub const TRANSITIONS: [(Status, Cause, Status); 21] = [
    (New, Cause::ManifestOpened, Preparing),
    (Preparing, Cause::ManifestRead, Ready),
    (Preparing, Cause::ConfirmationMissing, Suspended),
    (Suspended, Cause::Confirmed, Ready),
    (Ready, Cause::TurnCame, Active),
    (Active, Cause::TasksDone, Completing),
    (Completing, Cause::Settled, Complete),
    (Active, Cause::TooManyFailures, Failing),
    (Active, Cause::ManifestUnreadable, Failing),
    (Failing, Cause::Settled, Failed),
    (Active, Cause::Outranked, Pausing),
    (Pausing, Cause::Settled, Paused),
    (Paused, Cause::TurnCame, Active),
    (New, Cause::CancelRequested, Cancelling),
    (Preparing, Cause::CancelRequested, Cancelling),
    (Suspended, Cause::CancelRequested, Cancelling),
    (Ready, Cause::CancelRequested, Cancelling),
    (Active, Cause::CancelRequested, Cancelling),
    (Pausing, Cause::CancelRequested, Cancelling),
    (Paused, Cause::CancelRequested, Cancelling),
    (Cancelling, Cause::Settled, Cancelled),
];

/// The status into which `cause` moves a job from `status`; `None` if it doesn't.
pub fn next(status: Status, cause: Cause) -> Option<Status> {
    TRANSITIONS.iter().find(|(from, why, _)| *from == status && *why == cause).map(|(_, _, to)| *to)
}
