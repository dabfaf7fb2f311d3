//! How far a job is and how fast it goes.

use alloc::vec::Vec;

use crate::value::Value;

/// How many looks the rate is taken over: enough to even out a service that counts in bursts.
const SAMPLES: usize = 8;

/// So many tasks make a rate of fewer looks good to a tenth.
const ENOUGH: u64 = 10;

const MILLION: u64 = 1_000_000;

/// The counts of a job's tasks. They only ever rise, whatever order answers come in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// How many there are; 0 until the service knows.
    pub total: u64,
    /// How many succeeded.
    pub succeeded: u64,
    /// How many failed.
    pub failed: u64,
}

impl Counts {
    /// The counts that a job shows.
    pub fn of(job: &Value<'_>) -> Self {
        let summary = job.get("progressSummary");
        let count = |name| summary.and_then(|summary| summary.get_number(name)).map_or(0, |count| count.max(0));
        Self {
            total: count("totalNumberOfTasks").unsigned_abs(),
            succeeded: count("numberOfTasksSucceeded").unsigned_abs(),
            failed: count("numberOfTasksFailed").unsigned_abs(),
        }
    }

    /// How many are done, well or not.
    pub fn done(self) -> u64 {
        self.succeeded.saturating_add(self.failed)
    }

    /// The larger of each.
    pub(super) fn or_higher(self, other: Self) -> Self {
        let (succeeded, failed) = (self.succeeded.max(other.succeeded), self.failed.max(other.failed));
        // Never more done than there are.
        let total = self.total.max(other.total).max(succeeded.saturating_add(failed));
        Self { total, succeeded, failed }
    }
}

/// The last few looks at a running job: when, and how many tasks were done.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples(Vec<(u64, u64)>);

impl Samples {
    /// Adds a look. A clock that went back makes the ones before useless.
    pub(super) fn push(&mut self, now: u64, done: u64) {
        if self.0.last().is_some_and(|(last, _)| now < *last) {
            self.clear();
        }
        if self.0.len() == SAMPLES {
            self.0 = self.0.iter().skip(1).copied().collect();
        }
        self.0.push((now, done));
    }

    /// Forgets all: the job doesn't run.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// Millionths of a task per second, as soon as there is enough to tell.
    pub(super) fn rate(&self) -> Option<u64> {
        let (executed, elapsed) = self.span()?;
        Some(executed.saturating_mul(MILLION * 1000) / elapsed)
    }

    /// Whole seconds until all of `counts` are done, if it goes on as it does.
    pub(super) fn eta_seconds(&self, counts: Counts) -> Option<u64> {
        let (executed, elapsed) = self.span()?;
        match counts.total.saturating_sub(counts.done()) {
            0 => (counts.total > 0).then_some(0),
            left => (executed > 0).then(|| left.saturating_mul(elapsed).div_ceil(executed.saturating_mul(1000))),
        }
    }

    /// How many tasks were done in how many milliseconds.
    fn span(&self) -> Option<(u64, u64)> {
        let ((from, before), (to, done)) = (self.0.first()?, self.0.last()?);
        let (elapsed, executed) = (to.saturating_sub(*from), done.saturating_sub(*before));
        let is_known = elapsed > 0 && (executed >= ENOUGH || self.0.len() == SAMPLES);
        is_known.then_some((executed, elapsed))
    }
}
