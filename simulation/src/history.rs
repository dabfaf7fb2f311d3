//! The past states of the service, which its replicas still show.

use cos_jobs_emulator::Emulator;

/// The state of the service after each change. What changes by itself follows from the state and the time.
pub(crate) struct History {
    /// Each state with the time at which it began, in unix milliseconds. The first state has no beginning.
    states: Vec<(u64, Emulator)>,
    kept: bool,
}

impl History {
    /// An empty history. It stays empty if it is not to be `kept`, because a copy of each state takes time.
    pub(crate) fn new(kept: bool) -> Self {
        Self { states: Vec::new(), kept }
    }

    /// Adds the state that began at `at_ms`.
    pub(crate) fn add(&mut self, at_ms: u64, state: &Emulator) {
        if self.kept {
            self.states.push((at_ms, state.clone()));
        }
    }

    /// The state that existed at `at_ms`. The copy has not yet made the changes that were due between its beginning and `at_ms`.
    pub(crate) fn at(&self, at_ms: u64) -> Option<Emulator> {
        let earlier = self.states.iter().rev().find(|(begin_ms, _)| *begin_ms <= at_ms);
        earlier.or_else(|| self.states.first()).map(|(_, state)| state.clone())
    }
}
