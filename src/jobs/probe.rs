//! Probes: how the engine finds out whether a change took effect, after an answer was lost and before a request is repeated.

use super::Action;
use super::lookup::{Lookup, Shown};
use crate::error::Error;
use crate::model::Value;
use crate::time::unix_seconds;

/// What began more than this many seconds before a call was not caused by the call, even if the clocks differ.
pub(crate) const CLOCK_TOLERANCE: u64 = 60;

/// Requests that tell whether a change took effect. A probe may need several.
pub trait Probe {
    /// The next request.
    fn next(&self) -> Result<Box<dyn Action>, Error>;

    /// Takes the answer; `None` means that the job does not exist.
    fn on_answer(&mut self, answer: Option<&Value>, change: SentChange) -> Finding;

    /// Begins again. What cannot change any more is remembered.
    fn restart(&mut self) {}
}

/// What the engine knows about the change that a probe is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SentChange {
    /// When it was first sent, in unix seconds of the service's clock. It is too early rather than too late, and 0 if unknown.
    pub sent_at: u64,
    /// Whether an answer to it was lost.
    pub is_lost: bool,
    /// Whether the service refused the last copy of it.
    pub is_refused: bool,
}

/// What an answer told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Not enough: the probe needs another request.
    More,
    /// The state of the change.
    Standing {
        /// The state of the change.
        standing: Standing,
        /// When this state began, in unix seconds, if the job shows it: when it ended, or when another job was created.
        since: Option<u64>,
        /// The job that the change is about, if the answer shows it.
        job: Option<Value>,
    },
}

impl Finding {
    /// The state of the change, of which neither a job nor a time is known.
    pub(super) const fn of(standing: Standing) -> Self {
        Self::Standing { standing, since: None, job: None }
    }

    /// The state of the change, as this job shows it.
    pub(super) fn by(job: &Value, standing: Standing) -> Self {
        let since = job.get_text("terminationDate").and_then(unix_seconds);
        Self::Standing { standing, since, job: Some(job.clone()) }
    }
}

/// The state of a change, as far as the service shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The job is in the requested state or on its way there. Contains the result of the change.
    Reached(Value),
    /// The same, unless the answers come from replicas that do not know a young job yet.
    ReachedUnlessOutdated(Value),
    /// The requested state is reached, but the job shows that a different request caused it.
    ReachedByAnother(Value),
    /// The job is not in the requested state, and the change may be requested again.
    Open {
        /// Whether the service may refuse the change in the present state of the job.
        may_refuse: bool,
    },
    /// The job does not exist.
    Missing,
    /// The job is not in the requested state, never was, and cannot get there any more.
    Closed,
    /// The job is not in the requested state and cannot get there any more. It can only have been there in between if
    /// somebody else reverted the change.
    Over,
    /// The job took another course. Whether it was in the requested state in between cannot be seen.
    Unclear,
    /// The answers contradict each other, as those of replicas do that are not up to date.
    Contradiction,
    /// The token of a creation belongs to this job, which is not the requested one.
    OtherJob {
        /// The id of the job.
        job_id: String,
        /// The property in which it differs.
        difference: &'static str,
    },
}

/// Decides from a job how a change stands.
type Judge = dyn Fn(&Value) -> Standing;

/// A probe that needs to see one job once. After a change was sent, the list decides if the job cannot be described.
pub(super) struct LookAtJob {
    lookup: Lookup,
    judge: Box<Judge>,
}

impl LookAtJob {
    pub(super) fn new(job_id: &str, judge: impl Fn(&Value) -> Standing + 'static) -> Self {
        Self { lookup: Lookup::new(job_id), judge: Box::new(judge) }
    }

    /// Decides from the list. It does not contain the reasons of changes, so it cannot show that another request reached the
    /// requested state.
    fn on_listed(&self, job: &Value, change: SentChange) -> Finding {
        let standing = match (self.judge)(job) {
            // A lost change is not repeated while the job cannot be described.
            Standing::Open { .. } if change.is_lost => Standing::Contradiction,
            Standing::ReachedByAnother(_) => Standing::Unclear,
            standing => standing,
        };
        Finding::by(job, standing)
    }
}

impl Probe for LookAtJob {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        self.lookup.request()
    }

    fn on_answer(&mut self, answer: Option<&Value>, change: SentChange) -> Finding {
        match self.lookup.on_answer(answer) {
            Shown::Described(job) => Finding::by(job, (self.judge)(job)),
            Shown::Listed(job) => self.on_listed(job, change),
            Shown::NotDescribed if change.is_lost || change.is_refused => Finding::More,
            Shown::Nothing => Finding::More,
            Shown::NotDescribed | Shown::Absent => Finding::of(Standing::Missing),
            Shown::Unfinished => Finding::of(Standing::Unclear),
        }
    }

    fn restart(&mut self) {
        self.lookup.restart();
    }
}
