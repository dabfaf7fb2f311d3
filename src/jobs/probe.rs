//! Probes: how the engine finds out whether a change took effect, after an answer was lost and before a request is repeated.

use super::{Action, DescribeJob};
use crate::error::Error;
use crate::model::Value;
use crate::time::unix_seconds;

/// Requests that tell whether a change took effect. A probe may need several.
pub trait Probe {
    /// The next request.
    fn next(&self) -> Result<Box<dyn Action>, Error>;

    /// Takes the answer; `None` means that the job does not exist. `sent_at` is when the change was first sent, in unix
    /// seconds of the service's clock.
    fn on_answer(&mut self, answer: Option<&Value>, sent_at: u64) -> Finding;
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
        /// When the job ended, in unix seconds, if it has.
        since: Option<u64>,
    },
}

/// The state of a change, as far as the service shows it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// The job is in the requested state or on its way there. Contains the result of the change.
    Reached(Value),
    /// The same, but the job shows that a different request caused it.
    ReachedByAnother(Value),
    /// The job is not in the requested state, and the change may be requested again.
    Open,
    /// The job is not in the requested state, never was, and cannot get there any more.
    Closed,
    /// The job is not in the requested state and cannot get there any more. It can only have been there in between if
    /// somebody else reverted the change.
    Over,
    /// The job took another course. Whether it was in the requested state in between cannot be seen.
    Unclear,
}

/// Decides from a job, or from its absence, how a change stands.
type Judge = dyn Fn(Option<&Value>) -> Standing;

/// A probe that needs to see one job once.
pub(super) struct LookAtJob {
    job_id: String,
    judge: Box<Judge>,
}

impl LookAtJob {
    pub(super) fn new(job_id: &str, judge: impl Fn(Option<&Value>) -> Standing + 'static) -> Self {
        Self { job_id: job_id.to_owned(), judge: Box::new(judge) }
    }
}

impl Probe for LookAtJob {
    fn next(&self) -> Result<Box<dyn Action>, Error> {
        Ok(Box::new(DescribeJob::new(&self.job_id)?))
    }

    fn on_answer(&mut self, job: Option<&Value>, _: u64) -> Finding {
        let since = job.and_then(|job| job.get_text("terminationDate")).and_then(unix_seconds);
        Finding::Standing { standing: (self.judge)(job), since }
    }
}
