//! How calls ended, as numbers.

use cos_jobs::model::Value;

use crate::record::Outcome;

/// How calls ended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Outcomes {
    /// They succeeded, and the service confirmed it.
    pub done: u64,
    /// They succeeded, and a probe confirmed it, because the answer was lost or a copy of the request came first.
    pub reconciled: u64,
    /// They succeeded without a change, because the goal was already reached.
    pub already_reached: u64,
    /// They failed and changed nothing.
    pub failed_none: u64,
    /// They failed, and may have changed something.
    pub failed_unknown: u64,
}

impl Outcomes {
    /// The number to which this outcome belongs.
    pub(crate) fn count_of(&mut self, outcome: &Outcome) -> &mut u64 {
        match outcome {
            Outcome::Failure(_) if outcome.is_unknown() => &mut self.failed_unknown,
            Outcome::Failure(_) => &mut self.failed_none,
            Outcome::Success(_) if outcome.get("reconciled") == Some(&Value::Flag(true)) => &mut self.reconciled,
            Outcome::Success(_) if outcome.get("changed") == Some(&Value::Flag(false)) => &mut self.already_reached,
            Outcome::Success(_) => &mut self.done,
        }
    }

    /// Adds the numbers of other calls.
    pub(crate) fn add(&mut self, other: Self) {
        self.done += other.done;
        self.reconciled += other.reconciled;
        self.already_reached += other.already_reached;
        self.failed_none += other.failed_none;
        self.failed_unknown += other.failed_unknown;
    }
}
