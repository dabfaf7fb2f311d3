//! Watching a job: when to look again, what to report, and when the watch ends.
//!
//! A state machine without a clock. The caller sends [`Watch::request`], passes its answer to [`Watch::on_answer`] or the failure to
//! [`Watch::on_missing`] or [`Watch::on_failed_look`], and sends the next request at [`Watch::look_at`].

mod progress;
mod until;

use crate::account::MAX_TIMEOUT;
use crate::error::Error;
use crate::jobs::Action;
use crate::jobs::lookup::{Lookup, Shown};
use crate::model::check::check;
use crate::model::shape::{ANY, Field, Kind, MAX_NUMBER};
use crate::model::tables::JOB_ID;
use crate::model::{Status, Value};

pub use progress::Counts;
pub use until::{Decision, Until};

const MIN_INTERVAL_OPTION: Field = Field::optional("minInterval", Kind::Number(MAX_TIMEOUT));
const MAX_INTERVAL_OPTION: Field = Field::optional("maxInterval", Kind::Number(MAX_TIMEOUT));

/// The fields of the input of `watchJob`.
pub const WATCH_INPUT: &[Field] = &[JOB_ID, MIN_INTERVAL_OPTION, MAX_INTERVAL_OPTION];

/// The fields of the input of `waitForJob`, unless `until` is a function.
pub const WAIT_INPUT: &[Field] =
    &[JOB_ID, MIN_INTERVAL_OPTION, MAX_INTERVAL_OPTION, Field::optional("until", Kind::Text(ANY))];

/// The fields of the input of `waitForJob` if `until` is a function.
pub const WAIT_FUNCTION_INPUT: &[Field] =
    &[JOB_ID, MIN_INTERVAL_OPTION, MAX_INTERVAL_OPTION, Field::optional("until", Kind::Host)];

/// The default intervals, in milliseconds.
const MIN_INTERVAL: i64 = 1000;
const MAX_INTERVAL: i64 = 30_000;

/// How long looks may fail in a row: this many times the smallest interval.
const PATIENCE: u64 = 100;

/// While the remaining time is known, a job is looked at roughly this many times before half of it is over.
const LOOKS_AHEAD: u64 = 8;

/// A job that makes progress is looked at this many times as often as one that does not, or more often.
const MOVING: u64 = 3;

/// Stale answers are ignored, but only this many in a row.
const STALE: u8 = 3;

/// Answers that the job does not exist are ignored, but only this many in a row.
const MISSING: u8 = 3;

/// What an answer told about the job.
#[derive(Clone, Debug, PartialEq)]
pub enum Look {
    /// The job, and whether anything has changed.
    Job(Value, bool),
    /// Nothing yet.
    Nothing,
    /// The job does not exist.
    Gone,
}

/// A job that is watched.
#[derive(Clone, Debug)]
pub struct Watch {
    lookup: Lookup,
    until: Until,
    min: u64,
    max: u64,
    interval: u64,
    look_at: u64,
    failing_since: Option<u64>,
    last: Option<Snapshot>,
    stale: u8,
    missing: u8,
    counts: Counts,
    samples: progress::Samples,
}

impl Watch {
    /// Reads `jobId`, `minInterval` and `maxInterval` of an input.
    pub fn new(input: &Value, until: Until) -> Result<Self, Error> {
        check(WATCH_INPUT, input)?;
        let (min, max) = match (input.get_number("minInterval"), input.get_number("maxInterval")) {
            (Some(min), Some(max)) if min > max => {
                return Err(Error::input("minInterval must not be larger than maxInterval"));
            }
            (Some(min), Some(max)) => (min, max),
            (Some(min), None) => (min, min.max(MAX_INTERVAL)),
            (None, max) => (max.map_or(MIN_INTERVAL, |max| max.min(MIN_INTERVAL)), max.unwrap_or(MAX_INTERVAL)),
        };
        Ok(Self {
            lookup: Lookup::new(input.get_text("jobId").unwrap_or_default()),
            until,
            min: min.unsigned_abs(),
            max: max.unsigned_abs(),
            interval: min.unsigned_abs(),
            look_at: 0,
            failing_since: None,
            last: None,
            stale: 0,
            missing: 0,
            counts: Counts::default(),
            samples: progress::Samples::default(),
        })
    }

    /// The next request.
    pub fn request(&self) -> Result<Box<dyn Action>, Error> {
        self.lookup.request()
    }

    /// Takes the answer to the request, which came at `now`, in unix milliseconds.
    pub fn on_answer(&mut self, now: u64, answer: &Value) -> Look {
        self.on_shown(now, Some(answer))
    }

    /// The service answered at `now` that there is no such job.
    pub fn on_missing(&mut self, now: u64) -> Look {
        self.on_shown(now, None)
    }

    fn on_shown(&mut self, now: u64, answer: Option<&Value>) -> Look {
        match self.lookup.on_answer(answer) {
            Shown::Described(job) => self.on_found(now, job.clone()),
            Shown::Listed(job) => {
                let job = as_described(job, self.last.as_ref().map(|last| &last.job));
                self.on_found(now, job)
            }
            Shown::NotDescribed => {
                self.look_at = now;
                Look::Nothing
            }
            Shown::Nothing => Look::Nothing,
            Shown::Absent | Shown::Unfinished => self.on_not_listed(now),
        }
    }

    fn on_found(&mut self, now: u64, job: Value) -> Look {
        self.lookup.restart();
        let has_changed = self.on_job(now, job.clone());
        Look::Job(job, has_changed)
    }

    /// Returns whether anything changed.
    fn on_job(&mut self, now: u64, job: Value) -> bool {
        self.failing_since = None;
        self.missing = 0;
        let job = Snapshot::new(job);
        if self.is_stale(&job) && self.stale < STALE {
            self.stale += 1;
            self.slow_down(now);
            return false;
        }
        self.stale = 0;
        let has_changed = self.last.as_ref() != Some(&job);
        self.counts = self.counts.or_higher(job.counts);
        self.last = Some(job);
        if self.is_running() {
            self.samples.push(now, self.counts.done());
        } else {
            self.samples.clear();
        }
        if has_changed {
            self.speed_up(now);
        } else {
            self.slow_down(now);
        }
        has_changed
    }

    /// The job can neither be described nor found in the list. A replica that is not up to date does not know a new job yet, so
    /// only several of these answers in a row count.
    fn on_not_listed(&mut self, now: u64) -> Look {
        self.lookup.restart();
        self.look_at = now.saturating_add(self.min << self.missing);
        self.missing += 1;
        if self.missing <= MISSING { Look::Nothing } else { Look::Gone }
    }

    /// A request failed at `now`. Returns whether the watch continues.
    pub fn on_failed_look(&mut self, now: u64, retryable: bool) -> bool {
        if self.lookup.is_reading_list() && !retryable {
            // The caller may not be allowed to read the list.
            return self.on_not_listed(now) != Look::Gone;
        }
        let since = *self.failing_since.get_or_insert(now);
        self.interval = self.interval.saturating_mul(2).min(self.max);
        self.look_at = now.saturating_add(self.interval);
        retryable && now.saturating_sub(since) < self.min.saturating_mul(PATIENCE)
    }

    /// When to look again, in unix milliseconds.
    pub fn look_at(&self) -> u64 {
        self.look_at
    }

    /// Whether what is waited for has happened.
    pub fn decision(&self) -> Decision {
        match &self.last {
            Some(job) => self.until.decide(job.status()),
            None => Decision::Waiting,
        }
    }

    /// The error of a wait for something that cannot happen any more.
    pub fn missed(&self) -> Error {
        let status = self.last.as_ref().map(|job| job.word.as_str());
        self.until.missed(self.lookup.job_id(), status.unwrap_or_default())
    }

    /// The progress of the job. The counts never decrease.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Millionths of a task per second, while the job runs and as soon as the rate can be calculated.
    pub fn rate(&self) -> Option<u64> {
        self.samples.rate()
    }

    /// Whole seconds until the job is done, at the present rate.
    pub fn eta_seconds(&self) -> Option<u64> {
        self.samples.eta_seconds(self.counts)
    }

    /// The progress as the object `{ done, total, succeeded, failed, perSecond?, etaSeconds? }`.
    pub fn progress(&self) -> Value {
        let Counts { total, succeeded, failed } = self.counts;
        let number = |count: u64| Value::Number(i64::try_from(count).unwrap_or(MAX_NUMBER).min(MAX_NUMBER));
        let rate = self.rate().map(|rate| Value::Millionths(i64::try_from(rate).unwrap_or(i64::MAX)));
        Value::object()
            .with("done", number(self.counts.done()))
            .with("total", number(total))
            .with("succeeded", number(succeeded))
            .with("failed", number(failed))
            .with_optional("perSecond", rate)
            .with_optional("etaSeconds", self.eta_seconds().map(number))
    }

    /// Whether an answer is older than the last one: a job never returns to an earlier stage, and no count decreases.
    fn is_stale(&self, job: &Snapshot) -> bool {
        let (Some(last), status) = (&self.last, job.status()) else { return false };
        if status.is_some_and(Status::is_final) {
            return false;
        }
        let went_back = last.status().zip(status).is_some_and(|(last, now)| until::stage(now) < until::stage(last));
        went_back || job.counts.done() < last.counts.done()
    }

    /// Whether tasks are being executed, as far as the status shows.
    fn is_running(&self) -> bool {
        let status = self.last.as_ref().and_then(Snapshot::status);
        status.is_none_or(|status| matches!(status, Status::Active | Status::Completing))
    }

    /// The job makes progress: look again soon, but later if much time remains, because a long job needs no look each second.
    fn speed_up(&mut self, now: u64) {
        let ahead = self.eta_seconds().map_or(0, |seconds| seconds.saturating_mul(1000) / LOOKS_AHEAD);
        self.interval = ahead.min(self.max / MOVING).max(self.min);
        self.look_at = now.saturating_add(self.interval);
    }

    /// Nothing changed: look less and less often.
    fn slow_down(&mut self, now: u64) {
        self.interval = self.interval.saturating_add(self.interval.div_ceil(2)).min(self.max);
        self.look_at = now.saturating_add(self.interval);
    }
}

/// A job of the list in the form of a description. What the list does not show is that of the last description, if there was one.
fn as_described(listed: &Value, last: Option<&Value>) -> Value {
    let empty = || Value::object().with("failureReasons", Vec::new());
    let mut job = last.cloned().unwrap_or_else(empty).into_properties();
    // The list only names the operation.
    let shown = listed.properties().iter().filter(|(name, _)| *name != "operation");
    job.retain(|(name, _)| *name == "operation" || listed.get(name).is_none());
    job.extend(shown.cloned());
    Value::Object(job)
}

/// What a look showed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Snapshot {
    job: Value,
    word: String,
    counts: Counts,
}

impl Snapshot {
    fn new(job: Value) -> Self {
        let word = job.get_text("status").unwrap_or_default().to_owned();
        let counts = Counts::of(&job);
        Self { job, word, counts }
    }

    fn status(&self) -> Option<Status> {
        Status::parse(&self.word)
    }
}

#[cfg(test)]
mod tests;
