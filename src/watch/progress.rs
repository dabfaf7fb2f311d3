//! The progress of a job and its rate.

use crate::model::Value;

/// How many looks the rate is calculated over. They even out a service that updates its counts in bursts.
const SAMPLES: usize = 8;

/// With this many tasks, the rate of fewer looks is accurate to a tenth.
const ENOUGH: u64 = 10;

const MILLION: u64 = 1_000_000;

/// The counts of a job's tasks. They never decrease, even if answers arrive in the wrong order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// The number of all tasks; 0 until the service knows it.
    pub total: u64,
    /// The number of tasks that succeeded.
    pub succeeded: u64,
    /// The number of tasks that failed.
    pub failed: u64,
}

impl Counts {
    /// The counts that a job shows.
    pub fn of(job: &Value) -> Self {
        let summary = job.get("progressSummary");
        let count = |name| summary.and_then(|summary| summary.get_number(name)).map_or(0, |count| count.max(0));
        Self {
            total: count("totalNumberOfTasks").unsigned_abs(),
            succeeded: count("numberOfTasksSucceeded").unsigned_abs(),
            failed: count("numberOfTasksFailed").unsigned_abs(),
        }
    }

    /// The number of tasks that are done, with or without success.
    pub fn done(self) -> u64 {
        self.succeeded.saturating_add(self.failed)
    }

    /// The larger one of each count.
    pub(super) fn or_higher(self, other: Self) -> Self {
        let (succeeded, failed) = (self.succeeded.max(other.succeeded), self.failed.max(other.failed));
        // The total is never less than the number of tasks that are done.
        let total = self.total.max(other.total).max(succeeded.saturating_add(failed));
        Self { total, succeeded, failed }
    }
}

/// The last few looks at a running job: the time and the number of tasks that were done.
#[derive(Clone, Debug, Default)]
pub(super) struct Samples(Vec<(u64, u64)>);

impl Samples {
    /// Adds a look. If the clock was set back, the earlier looks are useless.
    pub(super) fn push(&mut self, now: u64, done: u64) {
        if self.0.last().is_some_and(|(last, _)| now < *last) {
            self.clear();
        }
        if self.0.len() == SAMPLES {
            self.0 = self.0.iter().skip(1).copied().collect();
        }
        self.0.push((now, done));
    }

    /// Removes all looks, because the job does not run.
    pub(super) fn clear(&mut self) {
        self.0.clear();
    }

    /// The rate in millionths of a task per second, as soon as it can be calculated.
    pub(super) fn rate(&self) -> Option<u64> {
        let (executed, elapsed) = self.span()?;
        Some(executed.saturating_mul(MILLION * 1000) / elapsed)
    }

    /// Whole seconds until all tasks of `counts` are done, at the present rate.
    pub(super) fn eta_seconds(&self, counts: Counts) -> Option<u64> {
        let (executed, elapsed) = self.span()?;
        match counts.total.saturating_sub(counts.done()) {
            0 => (counts.total > 0).then_some(0),
            left => (executed > 0).then(|| left.saturating_mul(elapsed).div_ceil(executed.saturating_mul(1000))),
        }
    }

    /// The number of tasks that were done, and the milliseconds that this took.
    fn span(&self) -> Option<(u64, u64)> {
        let ((from, before), (to, done)) = (self.0.first()?, self.0.last()?);
        let (elapsed, executed) = (to.saturating_sub(*from), done.saturating_sub(*before));
        let is_known = elapsed > 0 && (executed >= ENOUGH || self.0.len() == SAMPLES);
        is_known.then_some((executed, elapsed))
    }
}
