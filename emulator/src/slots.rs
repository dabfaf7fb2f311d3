//! Who runs: the places for running jobs, and the jobs that wait for one.
//!
//! The documents say that a job waits while one of higher priority runs and that a job of higher priority pauses a
//! running one (436/32961), not how many run at a time. Here some do, and priorities matter once all places are taken.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use crate::job::JobId;

/// The places.
#[derive(Clone, Debug)]
pub(crate) struct Slots {
    limit: usize,
    /// The highest priority first, then who waits longest.
    waiting: BTreeSet<(Reverse<u32>, u64, JobId)>,
    /// The lowest priority first, then who started last.
    running: BTreeSet<(u32, Reverse<u64>, JobId)>,
    /// Jobs that are being paused keep their places until then.
    pausing: usize,
}

/// How a job stands to the places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// It wants none.
    None,
    /// It waits for one since then.
    Waiting(u64),
    /// It has one since then.
    Running(u64),
    /// It is giving one up.
    Pausing,
}

/// What the places call for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Move {
    /// This job gets a place.
    Start(JobId),
    /// This job has to give its place up.
    Pause(JobId),
}

impl Slots {
    pub(crate) fn new(limit: usize) -> Self {
        Self { limit: limit.max(1), waiting: BTreeSet::new(), running: BTreeSet::new(), pausing: 0 }
    }

    pub(crate) fn enter(&mut self, place: Place, priority: u32, id: &JobId) {
        match place {
            Place::None => {}
            Place::Waiting(since) => drop(self.waiting.insert((Reverse(priority), since, id.clone()))),
            Place::Running(since) => drop(self.running.insert((priority, Reverse(since), id.clone()))),
            Place::Pausing => self.pausing += 1,
        }
    }

    pub(crate) fn leave(&mut self, place: Place, priority: u32, id: &JobId) {
        match place {
            Place::None => {}
            Place::Waiting(since) => drop(self.waiting.remove(&(Reverse(priority), since, id.clone()))),
            Place::Running(since) => drop(self.running.remove(&(priority, Reverse(since), id.clone()))),
            Place::Pausing => self.pausing = self.pausing.saturating_sub(1),
        }
    }

    /// The next move, if one is due.
    pub(crate) fn next_move(&self) -> Option<Move> {
        if self.running.len() + self.pausing < self.limit {
            return self.waiting.first().map(|(_, _, id)| Move::Start(id.clone()));
        }
        // The places of the jobs that are being paused are for the first in the queue; who comes behind those may
        // ask for another.
        let (Reverse(challenger), _, _) = self.waiting.iter().nth(self.pausing)?;
        let (weakest, _, id) = self.running.first()?;
        (challenger > weakest).then(|| Move::Pause(id.clone()))
    }
}

#[cfg(test)]
mod tests {
    use super::{Move, Place, Slots};
    use crate::job::JobId;

    fn slots(limit: usize, entries: &[(Place, u32, &str)]) -> Slots {
        let mut slots = Slots::new(limit);
        for (place, priority, id) in entries {
            slots.enter(*place, *priority, &JobId::from(*id));
        }
        slots
    }

    #[test]
    fn a_free_place_goes_to_the_highest_priority_and_then_to_who_waits_longest() {
        let waiting =
            slots(1, &[(Place::Waiting(1), 3, "a"), (Place::Waiting(9), 7, "b"), (Place::Waiting(8), 7, "c")]);
        assert_eq!(waiting.next_move(), Some(Move::Start("c".into())));
    }

    #[test]
    fn only_a_higher_priority_pauses_the_lowest_one() {
        let full = [(Place::Running(1), 5, "a"), (Place::Running(2), 6, "b")];
        let with = |priority| slots(2, &[full[0], full[1], (Place::Waiting(3), priority, "c")]).next_move();
        assert_eq!(with(5), None);
        assert_eq!(with(6), Some(Move::Pause("a".into())));
    }

    #[test]
    fn one_waiting_job_pauses_no_more_than_one() {
        let pausing = [(Place::Pausing, 1, "a"), (Place::Running(2), 2, "b"), (Place::Waiting(3), 9, "c")];
        assert_eq!(slots(2, &pausing).next_move(), None);
    }
}
