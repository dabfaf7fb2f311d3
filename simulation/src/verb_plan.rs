//! What a caller does: one call of the engine, or several that belong together.

use cos_jobs::model::status::Status;

use crate::operation::Operation;

/// The verb that a caller uses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum VerbPlan {
    /// One call, such as `updateJobStatus`.
    #[default]
    Single,
    /// The same, and if it ends with the effect "unknown", the caller waits this number of milliseconds and then repeats it
    /// as the message advises.
    Repeating(u64),
    /// One job of `cancelJobs` or `confirmJobs`.
    ChangeMany(Selection),
    /// `watchJob` or `waitForJob`.
    Watch(WatchGoal),
}

/// Which jobs `cancelJobs` or `confirmJobs` may change.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    /// `jobStatuses`; `None` if it was not given.
    pub status: Option<Status>,
    /// The priority that the filter function demands; `None` if there is no such function.
    pub priority: Option<u32>,
    /// Whether the job comes from a list. Otherwise the caller gives its id.
    pub is_listed: bool,
}

/// When a watch ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WatchGoal {
    /// `watchJob`: the job is final or waits for confirmation.
    Settled,
    /// `waitForJob` until the job is final.
    Final,
    /// `waitForJob` until the job has this status.
    Is(Status),
}

impl Selection {
    /// Whether `operation` may be sent for a job with this status and priority.
    pub fn means(self, operation: Operation, status: Status, priority: u32) -> bool {
        let may_change = match operation {
            Operation::Confirm => matches!(status, Status::New | Status::Preparing | Status::Suspended),
            _ => !status.is_final() && status != Status::Cancelling,
        };
        let is_selected = self.status.is_none_or(|selected| selected == status);
        may_change && is_selected && self.fits(priority)
    }

    /// The answer of the filter function.
    pub(crate) fn fits(self, priority: u32) -> bool {
        self.priority.is_none_or(|demanded| demanded == priority)
    }
}

impl VerbPlan {
    /// The name of the verb for this operation, if it is more than one call.
    pub(crate) fn name(self, operation: Operation) -> Option<&'static str> {
        match self {
            Self::Single => None,
            Self::Repeating(_) => Some("repeated by the caller"),
            Self::ChangeMany(_) if operation == Operation::Confirm => Some("confirmJobs"),
            Self::ChangeMany(_) => Some("cancelJobs"),
            Self::Watch(WatchGoal::Settled) => Some("watchJob"),
            Self::Watch(_) => Some("waitForJob"),
        }
    }
}
