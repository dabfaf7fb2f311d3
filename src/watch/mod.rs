//! Watching a job: when to look again, what to tell, and when it is over.
//!
//! A state machine without a clock. Whoever drives it looks at the job, tells it what was seen ([`Watch::observe`]) or
//! that nothing could be ([`Watch::bear`]), and looks again at [`Watch::look_at`].

use alloc::borrow::ToOwned;
use alloc::string::String;

mod progress;
mod until;

use crate::client::MAX_TIMEOUT;
use crate::error::Error;
use crate::input;
use crate::jobs::model::{PROGRESS, STATUS};
use crate::jobs::status::Status;
use crate::json::Object;
use crate::shape::{ANY, Field, Kind, limits};
use crate::text::push_decimal;
use crate::value::Value;

pub use progress::Counts;
pub use until::{Until, Verdict};

/// The shape of the input.
pub const INPUT: &[Field] = &[
    Field::required("JobId", "jobId", Kind::Id(limits(1, 64))),
    Field::optional("MinInterval", "minInterval", Kind::Number(MAX_TIMEOUT)),
    Field::optional("MaxInterval", "maxInterval", Kind::Number(MAX_TIMEOUT)),
];

/// What waitForJob takes besides, unless it is a function.
pub const UNTIL: &[Field] = &[Field::optional("Until", "until", Kind::Text(ANY))];

/// What of a job decides; of the rest it only matters whether it changed.
const FACTS: &[Field] = &[STATUS, PROGRESS];

/// The intervals that hold when the caller says nothing, in milliseconds.
const MIN_INTERVAL: i64 = 1000;
const MAX_INTERVAL: i64 = 30_000;

/// How long looks may fail, in a row: this many times the smallest interval.
const PATIENCE: u64 = 100;

/// While the remaining time is known, a job is looked at so many times before half of it is over, roughly.
const LOOKS_AHEAD: u64 = 8;

/// While a job moves it is looked at at least this many times as often as one that rests.
const MOVING: u64 = 3;

/// An answer that is older than one before is passed over, but so many in a row are no accident.
const STALE: u8 = 3;

/// A job that is watched.
#[derive(Clone, Debug)]
pub struct Watch {
    job_id: String,
    until: Until,
    min: u64,
    max: u64,
    interval: u64,
    look_at: u64,
    failing_since: Option<u64>,
    last: Option<Seen>,
    stale: u8,
    counts: Counts,
    samples: progress::Samples,
}

impl Watch {
    /// Reads `{ jobId, minInterval?, maxInterval? }`.
    pub fn new(input: &Value<'_>, until: Until) -> Result<Self, Error> {
        input::check(INPUT, input)?;
        let (min, max) = match (input.get_number("minInterval"), input.get_number("maxInterval")) {
            (Some(min), Some(max)) if min > max => {
                return Err(Error::input("minInterval must not be larger than maxInterval"));
            }
            (Some(min), Some(max)) => (min, max),
            (Some(min), None) => (min, min.max(MAX_INTERVAL)),
            (None, max) => (max.map_or(MIN_INTERVAL, |max| max.min(MIN_INTERVAL)), max.unwrap_or(MAX_INTERVAL)),
        };
        Ok(Self {
            job_id: input.get_text("jobId").unwrap_or_default().to_owned(),
            until,
            min: min.unsigned_abs(),
            max: max.unsigned_abs(),
            interval: min.unsigned_abs(),
            look_at: 0,
            failing_since: None,
            last: None,
            stale: 0,
            counts: Counts::default(),
            samples: progress::Samples::default(),
        })
    }

    /// Takes what a look at `now`, in unix milliseconds, showed; answers whether that is news.
    pub fn observe(&mut self, now: u64, job: Object) -> bool {
        self.failing_since = None;
        let job = Seen::new(job);
        if self.is_stale(&job) && self.stale < STALE {
            self.stale += 1;
            self.slow_down(now);
            return false;
        }
        self.stale = 0;
        let is_news = self.last.as_ref() != Some(&job);
        self.counts = self.counts.or_higher(job.counts);
        self.last = Some(job);
        if self.is_running() {
            self.samples.push(now, self.counts.done());
        } else {
            self.samples.clear();
        }
        if is_news {
            self.speed_up(now);
        } else {
            self.slow_down(now);
        }
        is_news
    }

    /// Takes notice that a look at `now` failed; answers whether the watch goes on.
    pub fn bear(&mut self, now: u64, retryable: bool) -> bool {
        let since = *self.failing_since.get_or_insert(now);
        self.interval = self.interval.saturating_mul(2).min(self.max);
        self.look_at = now.saturating_add(self.interval);
        retryable && now.saturating_sub(since) < self.min.saturating_mul(PATIENCE)
    }

    /// When to look again, in unix milliseconds.
    pub fn look_at(&self) -> u64 {
        self.look_at
    }

    /// How it stands with what is waited for.
    pub fn verdict(&self) -> Verdict {
        match &self.last {
            Some(job) => self.until.verdict(job.status()),
            None => Verdict::Waiting,
        }
    }

    /// The error of a wait that is in vain.
    pub fn missed(&self) -> Error {
        let status = self.last.as_ref().map(|job| job.word.as_str());
        self.until.missed(&self.job_id, status.unwrap_or_default())
    }

    /// How far the job is. No count ever goes down.
    pub fn counts(&self) -> Counts {
        self.counts
    }

    /// Millionths of a task per second, while the job runs and as soon as that can be told.
    pub fn rate(&self) -> Option<u64> {
        self.samples.rate()
    }

    /// Whole seconds that the job will run for, if it goes on as it does.
    pub fn eta_seconds(&self) -> Option<u64> {
        self.samples.eta_seconds(self.counts)
    }

    /// All this as JSON: `{ done, total, succeeded, failed, perSecond?, etaSeconds? }`.
    pub fn progress_json(&self) -> String {
        let Counts { total, succeeded, failed } = self.counts;
        let mut json = String::from("{\"done\":");
        push_decimal(&mut json, self.counts.done());
        for (name, count) in [(",\"total\":", total), (",\"succeeded\":", succeeded), (",\"failed\":", failed)] {
            json.push_str(name);
            push_decimal(&mut json, count);
        }
        if let Some(rate) = self.rate() {
            json.push_str(",\"perSecond\":");
            push_decimal(&mut json, rate);
            json.push_str("e-6");
        }
        if let Some(eta) = self.eta_seconds() {
            json.push_str(",\"etaSeconds\":");
            push_decimal(&mut json, eta);
        }
        json.push('}');
        json
    }

    /// Whether an answer is older than the last one: no status goes back, and no count goes down.
    fn is_stale(&self, job: &Seen) -> bool {
        let (Some(last), status) = (&self.last, job.status()) else { return false };
        if status.is_some_and(Status::is_final) {
            return false;
        }
        let went_back = last.status().zip(status).is_some_and(|(last, now)| until::stage(now) < until::stage(last));
        went_back || job.counts.done() < last.counts.done()
    }

    /// Whether tasks are being executed, as far as is known.
    fn is_running(&self) -> bool {
        let status = self.last.as_ref().and_then(Seen::status);
        status.is_none_or(|status| matches!(status, Status::Active | Status::Completing))
    }

    /// Something moves: look soon, but the more is left the later, since a long job needs no look each second.
    fn speed_up(&mut self, now: u64) {
        let ahead = self.eta_seconds().map_or(0, |seconds| seconds.saturating_mul(1000) / LOOKS_AHEAD);
        self.interval = ahead.min(self.max / MOVING).max(self.min);
        self.look_at = now.saturating_add(self.interval);
    }

    /// Nothing moves: look less and less often.
    fn slow_down(&mut self, now: u64) {
        self.interval = self.interval.saturating_add(self.interval.div_ceil(2)).min(self.max);
        self.look_at = now.saturating_add(self.interval);
    }
}

/// What a look showed.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Seen {
    job: Object,
    word: String,
    counts: Counts,
}

impl Seen {
    fn new(job: Object) -> Self {
        let facts = job.read(FACTS);
        let word = facts.get_text("status").unwrap_or_default().to_owned();
        let counts = Counts::of(&facts);
        Self { job, word, counts }
    }

    fn status(&self) -> Option<Status> {
        Status::parse(&self.word)
    }
}

#[cfg(test)]
mod tests;
