//! A queue of events, ordered by their time.

use std::collections::BTreeMap;

/// A queue of events. Events of the same millisecond leave it in the order in which they were added.
#[derive(Debug)]
pub(crate) struct Queue<T> {
    events: BTreeMap<(u64, u64), T>,
    count: u64,
}

impl<T> Queue<T> {
    pub(crate) fn new() -> Self {
        Self { events: BTreeMap::new(), count: 0 }
    }

    pub(crate) fn push(&mut self, at_ms: u64, event: T) {
        self.count += 1;
        self.events.insert((at_ms, self.count), event);
    }

    pub(crate) fn pop(&mut self) -> Option<(u64, T)> {
        self.events.pop_first().map(|((at_ms, _), event)| (at_ms, event))
    }
}
