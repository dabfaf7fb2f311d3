//! Looking whether a change holds: what the engine asks after an answer was lost, and before it repeats anything.

use alloc::borrow::ToOwned;
use alloc::boxed::Box;
use alloc::string::String;
use alloc::vec;

use super::model::{JOB_ID, PRIORITY, STATUS, STATUS_UPDATE_REASON, TERMINATION_DATE};
use super::{Action, DescribeJob};
use crate::error::Error;
use crate::json::Object;
use crate::shape::Field;
use crate::time::unix_seconds;
use crate::value::Value;

/// Questions to the service that tell whether a change holds. It asks as many as it needs.
pub trait Inquiry {
    /// The next question.
    fn ask(&self) -> Result<Box<dyn Action>, Error>;

    /// Takes the answer; `None` says that the job does not exist. `sent_at` is when the change was first sent, in unix
    /// seconds of the service's clock.
    fn learn(&mut self, answer: Option<&Object>, sent_at: u64) -> Finding;
}

/// What an answer told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// Not enough: ask on.
    More,
    /// How the change stands.
    Standing {
        /// How it stands.
        standing: Standing,
        /// Since when it can't stand otherwise, in unix seconds, if the job has ended.
        since: Option<u64>,
    },
}

/// How a change stands, as far as the service shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// What was asked for is so, or on its way; with the result of the change.
    Reached(Object),
    /// The same, but the job shows that it was another's request that made it so.
    ReachedByAnother(Object),
    /// It is not so, and may be asked for again.
    Open,
    /// It is not so and never was, and can't be any more.
    Closed,
    /// It is not so and can't be any more. It was for a while only if somebody else undid it.
    Over,
    /// The job went another way, and whether it was so meanwhile can't be seen.
    Unclear,
}

/// What is looked at.
const LOOK: &[Field] = &[JOB_ID, PRIORITY, STATUS, STATUS_UPDATE_REASON, TERMINATION_DATE];

/// The judgement of one action about the job that it is about.
type Judge = dyn Fn(Option<&Value<'_>>) -> Standing;

/// An inquiry that needs to see one job once.
pub(super) struct LookAtJob {
    job_id: String,
    judge: Box<Judge>,
}

impl LookAtJob {
    pub(super) fn new(job_id: &str, judge: impl Fn(Option<&Value<'_>>) -> Standing + 'static) -> Self {
        Self { job_id: job_id.to_owned(), judge: Box::new(judge) }
    }
}

impl Inquiry for LookAtJob {
    fn ask(&self) -> Result<Box<dyn Action>, Error> {
        let input = Value::Object(vec![("jobId", Value::text(self.job_id.as_str()))]);
        Ok(Box::new(DescribeJob::new(&input)?))
    }

    fn learn(&mut self, job: Option<&Object>, _: u64) -> Finding {
        let job = job.map(|job| job.read(LOOK));
        let job = job.as_ref();
        let since = job.and_then(|job| job.get_text("terminationDate")).and_then(unix_seconds);
        Finding::Standing { standing: (self.judge)(job), since }
    }
}
