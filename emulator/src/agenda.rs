//! When something happens to a job by itself.

use std::collections::BTreeSet;

use crate::job::JobId;

/// The jobs to which something will happen, the soonest first; jobs of the same millisecond in the order of their ids.
///
/// A request costs as much as happened since the one before, however many jobs there are.
#[derive(Clone, Debug, Default)]
pub(crate) struct Agenda {
    entries: BTreeSet<(u64, JobId)>,
}

impl Agenda {
    pub(crate) fn add(&mut self, due_ms: u64, id: JobId) {
        self.entries.insert((due_ms, id));
    }

    pub(crate) fn remove(&mut self, due_ms: u64, id: &JobId) {
        self.entries.remove(&(due_ms, id.clone()));
    }

    /// Takes the first entry, if its time has come.
    pub(crate) fn pop_due(&mut self, now_ms: u64) -> Option<(u64, JobId)> {
        let (due_ms, _) = self.entries.first()?;
        if *due_ms > now_ms {
            return None;
        }
        self.entries.pop_first()
    }
}
