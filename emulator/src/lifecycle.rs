//! The transitions between the statuses of a job, as a table.
//!
//! Source: managing jobs, document 436/32961. A job changes its status only as a row of [`TRANSITIONS`] says.

use cos_jobs::model::status::RequestedJobStatus;
use cos_jobs::model::status::Status::{
    self, Active, Cancelled, Cancelling, Complete, Completing, Failed, Failing, New, Paused, Pausing, Preparing, Ready,
    Suspended,
};

/// Why a job changes its status.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cause {
    /// COS starts to read the manifest.
    ManifestOpened,
    /// The manifest is read, and the job needs no confirmation or was already confirmed.
    ManifestRead,
    /// The manifest is read, and the job still has to be confirmed.
    ConfirmationMissing,
    /// A client requested the status Ready.
    Confirmed,
    /// A slot is free for the job.
    SlotFree,
    /// A waiting job of higher priority needs the slot.
    HigherPriorityWaits,
    /// All tasks are executed.
    TasksDone,
    /// More than 1,000 tasks were executed, and more than half of them failed.
    TooManyFailures,
    /// The manifest cannot be read.
    ManifestUnreadable,
    /// A client requested the status Cancelled.
    CancelRequested,
    /// The step that the current status stands for is done, for example the report is written.
    StepDone,
}

impl Cause {
    /// The cause that a request for a status is.
    pub(crate) fn of_request(requested: RequestedJobStatus) -> Self {
        match requested {
            RequestedJobStatus::Ready => Self::Confirmed,
            RequestedJobStatus::Cancelled => Self::CancelRequested,
        }
    }
}

/// All transitions: from which status, for which cause, to which status.
pub const TRANSITIONS: [(Status, Cause, Status); 21] = [
    (New, Cause::ManifestOpened, Preparing),
    (Preparing, Cause::ManifestRead, Ready),
    (Preparing, Cause::ConfirmationMissing, Suspended),
    (Suspended, Cause::Confirmed, Ready),
    (Ready, Cause::SlotFree, Active),
    (Active, Cause::TasksDone, Completing),
    (Completing, Cause::StepDone, Complete),
    (Active, Cause::TooManyFailures, Failing),
    (Active, Cause::ManifestUnreadable, Failing),
    (Failing, Cause::StepDone, Failed),
    (Active, Cause::HigherPriorityWaits, Pausing),
    (Pausing, Cause::StepDone, Paused),
    (Paused, Cause::SlotFree, Active),
    (New, Cause::CancelRequested, Cancelling),
    (Preparing, Cause::CancelRequested, Cancelling),
    (Suspended, Cause::CancelRequested, Cancelling),
    (Ready, Cause::CancelRequested, Cancelling),
    (Active, Cause::CancelRequested, Cancelling),
    (Pausing, Cause::CancelRequested, Cancelling),
    (Paused, Cause::CancelRequested, Cancelling),
    (Cancelling, Cause::StepDone, Cancelled),
];

/// The status to which `cause` moves a job that is in `status`; `None` if it does not move it.
pub fn next(status: Status, cause: Cause) -> Option<Status> {
    TRANSITIONS.iter().find(|(from, row_cause, _)| *from == status && *row_cause == cause).map(|(_, _, to)| *to)
}
