//! One job.

use std::sync::Arc;

use cos_jobs::jobs::status::Status;
use cos_jobs::value::Value;

use crate::changes::Changes;
use crate::pace::Pace;
use crate::slots::Place;
use crate::work::{Progress, Work};

/// A job's id, shared by all that list it.
pub(crate) type JobId = Arc<str>;

/// What a job is to do, as CreateJob was told. Seeded jobs share theirs.
#[derive(Clone, Debug)]
pub(crate) struct Assignment {
    pub(crate) manifest: Value<'static>,
    pub(crate) operation: Value<'static>,
    pub(crate) report: Value<'static>,
    pub(crate) role_arn: String,
}

/// A job.
#[derive(Clone, Debug)]
pub(crate) struct Job {
    pub(crate) id: JobId,
    pub(crate) token: String,
    pub(crate) assignment: Arc<Assignment>,
    pub(crate) description: Option<String>,
    pub(crate) confirmation_required: bool,
    /// Confirmed while the manifest was still being read: then the job is not suspended.
    pub(crate) confirmed: bool,
    pub(crate) priority: u32,
    pub(crate) status: Status,
    pub(crate) reason: Option<String>,
    pub(crate) created_ms: u64,
    /// Since when the job is in its status.
    pub(crate) since_ms: u64,
    pub(crate) suspended_ms: Option<u64>,
    pub(crate) terminated_ms: Option<u64>,
    pub(crate) work: Work,
    /// Whether the number of tasks is known.
    pub(crate) manifest_read: bool,
    /// The tasks that were executed before `since_ms`.
    pub(crate) executed: u64,
    pub(crate) place: Place,
    /// When something happens to the job by itself.
    pub(crate) due_ms: Option<u64>,
    pub(crate) changes: Changes,
}

/// What CreateJob makes a job of.
#[derive(Clone, Debug)]
pub(crate) struct NewJob {
    pub(crate) token: String,
    pub(crate) assignment: Arc<Assignment>,
    pub(crate) description: Option<String>,
    pub(crate) confirmation_required: bool,
    pub(crate) priority: u32,
    pub(crate) work: Work,
}

impl Assignment {
    /// The name of the operation, as ListJobs gives it.
    pub(crate) fn operation_name(&self) -> String {
        let Value::Object(properties) = &self.operation else { return String::new() };
        let property = properties.first().map_or("", |(property, _)| property);
        format!("COS{}", property.strip_prefix("cos").unwrap_or(property))
    }
}

impl Job {
    /// A job that was created just now.
    pub(crate) fn new(id: JobId, new: NewJob, now_ms: u64) -> Self {
        Self {
            id,
            token: new.token,
            assignment: new.assignment,
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
            place: Place::None,
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

    /// Where the job stands now, and when its status ends by itself.
    pub(crate) fn outlook(&self, pace: Pace) -> (Place, Option<u64>) {
        let due = pace.stay(self.status).map(|stay| self.since_ms.saturating_add(stay));
        match self.status {
            Status::Active => {
                let left = self.work.tasks_until_end().saturating_sub(self.executed);
                (Place::Running(self.since_ms), Some(self.since_ms.saturating_add(pace.time_for(left))))
            }
            Status::Pausing => (Place::Pausing, due),
            Status::Paused => (Place::Waiting(self.since_ms), None),
            _ => (Place::None, due),
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

    /// The code and the reason of the failure of a job that fails or failed.
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
