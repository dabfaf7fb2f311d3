//! One job.

use std::sync::Arc;

use cos_jobs::model::status::Status;
use cos_jobs::model::value::Value;

use crate::changes::Changes;
use crate::ids::JobId;
use crate::lifecycle::Cause;
use crate::pace::Pace;
use crate::run_slots::SlotState;
use crate::work::{Progress, Work};

/// The parts of CreateJobRequest that say what a job does. Seeded jobs with the same operation share one.
#[derive(Clone, Debug)]
pub(crate) struct JobSpec {
    pub(crate) manifest: Value,
    pub(crate) operation: Value,
    pub(crate) report: Value,
    pub(crate) role_arn: String,
}

/// A job.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) id: JobId,
    pub(crate) token: String,
    pub(crate) spec: Arc<JobSpec>,
    pub(crate) description: Option<String>,
    pub(crate) confirmation_required: bool,
    /// Whether the job was confirmed while its manifest was still being read. Such a job is not suspended.
    pub(crate) confirmed: bool,
    pub(crate) priority: u32,
    pub(crate) status: Status,
    pub(crate) reason: Option<String>,
    pub(crate) created_ms: u64,
    /// When the job entered its status.
    pub(crate) since_ms: u64,
    pub(crate) suspended_ms: Option<u64>,
    pub(crate) terminated_ms: Option<u64>,
    pub(crate) work: Work,
    /// Whether the manifest was read, so that the number of tasks is known.
    pub(crate) manifest_read: bool,
    /// How many tasks were executed before `since_ms`.
    pub(crate) executed: u64,
    pub(crate) slot: SlotState,
    /// When the job changes by itself.
    pub(crate) due_ms: Option<u64>,
    pub(crate) changes: Changes,
}

/// The input of CreateJob, checked.
#[derive(Clone, Debug)]
pub(crate) struct NewJob {
    pub(crate) token: String,
    pub(crate) spec: Arc<JobSpec>,
    pub(crate) description: Option<String>,
    pub(crate) confirmation_required: bool,
    pub(crate) priority: u32,
    pub(crate) work: Work,
}

impl JobSpec {
    /// The name of the operation as ListJobs shows it, such as `COSDeleteObject`.
    pub(crate) fn operation_name(&self) -> String {
        let Value::Object(properties) = &self.operation else { return String::new() };
        let property = properties.first().map_or("", |(property, _)| property);
        format!("COS{}", property.strip_prefix("cos").unwrap_or(property))
    }
}

impl Job {
    /// A job that is created at `now_ms`.
    pub(crate) fn new(id: JobId, new: NewJob, now_ms: u64) -> Self {
        Self {
            id,
            token: new.token,
            spec: new.spec,
            description: new.description,
            confirmation_required: new.confirmation_required,
            confirmed: false,
            priority: new.priority,
            status: Status::New,
            reason: None,
            created_ms: now_ms,
            since_ms: now_ms,
            suspended_ms: None,
            terminated_ms: None,
            work: new.work,
            manifest_read: false,
            executed: 0,
            slot: SlotState::None,
            due_ms: None,
            changes: Changes::default(),
        }
    }

    /// Moves the job to `status`.
    pub(crate) fn enter(&mut self, status: Status, now_ms: u64, pace: Pace) {
        self.executed = self.executed_at(now_ms, pace);
        match status {
            Status::Suspended => self.suspended_ms = Some(now_ms),
            Status::Complete | Status::Failed | Status::Cancelled => self.terminated_ms = Some(now_ms),
            _ => {}
        }
        self.manifest_read |= matches!(status, Status::Suspended | Status::Ready);
        self.status = status;
        self.since_ms = now_ms;
    }

    /// Which slot state the job's status implies, and when that status ends by itself.
    pub(crate) fn schedule(&self, pace: Pace) -> (SlotState, Option<u64>) {
        let due = pace.time_in_status(self.status).map(|time| self.since_ms.saturating_add(time));
        match self.status {
            Status::Active => {
                let left = self.work.tasks_until_end().saturating_sub(self.executed);
                (SlotState::Running(self.since_ms), Some(self.since_ms.saturating_add(pace.time_for(left))))
            }
            Status::Pausing => (SlotState::Pausing, due),
            Status::Paused => (SlotState::Waiting(self.since_ms), None),
            _ => (SlotState::None, due),
        }
    }

    pub(crate) fn progress(&self, now_ms: u64, pace: Pace) -> Progress {
        if self.manifest_read { self.work.progress(self.executed_at(now_ms, pace)) } else { Progress::default() }
    }

    fn executed_at(&self, now_ms: u64, pace: Pace) -> u64 {
        if self.status != Status::Active {
            return self.executed;
        }
        let since = pace.tasks_in(now_ms.saturating_sub(self.since_ms));
        self.executed.saturating_add(since).min(self.work.tasks_until_end())
    }

    /// What happens to the job when its status has lasted its time; `None` if the job only starts to wait for a slot.
    pub(crate) fn cause_when_due(&self) -> Option<Cause> {
        match self.status {
            Status::Ready => None,
            Status::New => Some(Cause::ManifestOpened),
            Status::Preparing if self.confirmation_required && !self.confirmed => Some(Cause::ConfirmationMissing),
            Status::Preparing => Some(Cause::ManifestRead),
            Status::Active if !self.work.readable => Some(Cause::ManifestUnreadable),
            Status::Active if self.work.is_given_up() => Some(Cause::TooManyFailures),
            Status::Active => Some(Cause::TasksDone),
            _ => Some(Cause::StepDone),
        }
    }

    /// The code and the reason of a Failing or Failed job's failure.
    pub(crate) fn failure(&self) -> Option<(&'static str, &'static str)> {
        match self.status {
            Status::Failing | Status::Failed if self.work.readable => {
                Some(("TooManyFailedTasks", "More than 50 percent of more than 1000 executed tasks failed"))
            }
            Status::Failing | Status::Failed => Some(("ManifestUnreadable", "The manifest could not be read")),
            _ => None,
        }
    }
}
