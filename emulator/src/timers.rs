//! The times at which jobs change by themselves, without a request.

use std::collections::BTreeSet;

use crate::ids::JobId;

/// The jobs that will change by themselves: the earliest first, and jobs of the same millisecond in the order of their
/// ids.
///
/// The work of a request therefore depends on how many changes are due, and not on how many jobs there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Timers {
    entries: BTreeSet<(u64, JobId)>,
}

impl Timers {
    pub(crate) fn add(&mut self, due_ms: u64, id: JobId) {
        self.entries.insert((due_ms, id));
    }

    pub(crate) fn remove(&mut self, due_ms: u64, id: &JobId) {
        self.entries.remove(&(due_ms, id.clone()));
    }

    /// Removes and returns the first entry, if it is due.
    pub(crate) fn pop_due(&mut self, now_ms: u64) -> Option<(u64, JobId)> {
        let (due_ms, _) = self.entries.first()?;
        if *due_ms > now_ms {
            return None;
        }
        self.entries.pop_first()
    }
}
