//! Which jobs run: the slots for running jobs, and the queue of jobs that wait for a slot.
//!
//! The documents say that a job waits while a job of higher priority runs, and that a job of higher priority pauses a
//! running one (436/32961). They do not say how many jobs run at a time. Here the number of slots is a setting, and
//! priorities matter only when all slots are taken.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::ids::JobId;

/// The slots and the queue.
#[derive(Clone, Debug)]
pub(crate) struct RunSlots {
    limit: usize,
    /// Sorted: the highest priority first, then the job that has waited longest.
    waiting: BTreeSet<(Reverse<u32>, u64, JobId)>,
    /// Sorted: the lowest priority first, then the job that started last.
    running: BTreeSet<(u32, Reverse<u64>, JobId)>,
    /// How many jobs are being paused. Each keeps its slot until it is Paused.
    pausing: usize,
}

/// Whether a job has a slot or waits for one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SlotState {
    /// The job needs no slot.
    None,
    /// The job has waited for a slot since this time, in unix milliseconds.
    Waiting(u64),
    /// The job has had a slot since this time, in unix milliseconds.
    Running(u64),
    /// The job is being paused and will give its slot up.
    Pausing,
}

/// A change that the control plane has to make next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum SlotChange {
    /// This job gets a slot.
    Start(JobId),
    /// This job has to give its slot up.
    Pause(JobId),
}

impl RunSlots {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), waiting: BTreeSet::new(), running: BTreeSet::new(), pausing: 0 }
    }

    pub(crate) fn enter(&mut self, state: SlotState, priority: u32, id: &JobId) {
        match state {
            SlotState::None => {}
            SlotState::Waiting(since) => drop(self.waiting.insert((Reverse(priority), since, id.clone()))),
            SlotState::Running(since) => drop(self.running.insert((priority, Reverse(since), id.clone()))),
            SlotState::Pausing => self.pausing += 1,
        }
    }

    pub(crate) fn leave(&mut self, state: SlotState, priority: u32, id: &JobId) {
        match state {
            SlotState::None => {}
            SlotState::Waiting(since) => drop(self.waiting.remove(&(Reverse(priority), since, id.clone()))),
            SlotState::Running(since) => drop(self.running.remove(&(priority, Reverse(since), id.clone()))),
            SlotState::Pausing => self.pausing = self.pausing.saturating_sub(1),
        }
    }

    /// The next change, if one is necessary.
    pub(crate) fn next_change(&self) -> Option<SlotChange> {
        if self.running.len() + self.pausing < self.limit {
            return self.waiting.first().map(|(_, _, id)| SlotChange::Start(id.clone()));
        }
        // The slots of the jobs that are being paused are reserved for the first jobs of the queue. Only the jobs that
        // come after those may cause another pause.
        let (Reverse(challenger), _, _) = self.waiting.iter().nth(self.pausing)?;
        let (weakest, _, id) = self.running.first()?;
        (challenger > weakest).then(|| SlotChange::Pause(id.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{RunSlots, SlotChange, SlotState};
    use crate::ids::JobId;

    fn slots(limit: usize, entries: &[(SlotState, u32, &str)]) -> RunSlots {
        let mut slots = RunSlots::new(limit);
        for (state, priority, id) in entries {
            slots.enter(*state, *priority, &JobId::from(*id));
        }
        slots
    }

    #[test]
    fn a_free_slot_goes_to_the_highest_priority_and_then_to_the_longest_wait() {
        let waiting = slots(
            1,
            &[(SlotState::Waiting(1), 3, "a"), (SlotState::Waiting(9), 7, "b"), (SlotState::Waiting(8), 7, "c")],
        );
        assert_eq!(waiting.next_change(), Some(SlotChange::Start("c".into())));
    }

    #[test]
    fn only_a_job_of_higher_priority_pauses_the_job_of_lowest_priority() {
        let full = [(SlotState::Running(1), 5, "a"), (SlotState::Running(2), 6, "b")];
        let with = |priority| slots(2, &[full[0], full[1], (SlotState::Waiting(3), priority, "c")]).next_change();
        assert_eq!(with(5), None);
        assert_eq!(with(6), Some(SlotChange::Pause("a".into())));
    }

    #[test]
    fn one_waiting_job_pauses_only_one_running_job() {
        let pausing = [(SlotState::Pausing, 1, "a"), (SlotState::Running(2), 2, "b"), (SlotState::Waiting(3), 9, "c")];
        assert_eq!(slots(2, &pausing).next_change(), None);
    }
}
