//! Earlier states of jobs, from which a stale replica answers.

use std::collections::VecDeque;

use crate::ids::JobId;
use crate::job::Job;

/// For how long earlier states are kept, in milliseconds.
const KEPT_MS: u64 = 120_000;

/// What each job was before it changed, in the order of the changes.
#[derive(Clone, Debug, Default)]
pub(crate) struct History {
    changes: VecDeque<Change>,
}

/// One change of one job.
#[derive(Clone, Debug)]
pub(crate) struct Change {
    pub(crate) at_ms: u64,
    pub(crate) id: JobId,
    /// The job before the change; `None` if the change added it.
    pub(crate) before: Option<Box<Job>>,
}

impl History {
    /// Records that the job `id` changes at `at_ms`, and forgets changes that are too old.
    pub(crate) fn record(&mut self, at_ms: u64, id: JobId, before: Option<&Job>) {
        while self.changes.front().is_some_and(|change| change.at_ms.saturating_add(KEPT_MS) < at_ms) {
            self.changes.pop_front();
        }
        self.changes.push_back(Change { at_ms, id, before: before.map(|job| Box::new(job.clone())) });
    }

    /// The changes after `time_ms`, the last one first.
    pub(crate) fn after(&self, time_ms: u64) -> impl Iterator<Item = &Change> {
        self.changes.iter().rev().take_while(move |change| change.at_ms > time_ms)
    }
}
