//! Finding the incidents of a story, and taking note of those that came to pass.

use crate::story::{Fault, Incident, Mishap, Moment, Place};

/// How long a credentials function takes, in milliseconds.
const KEYS_TAKE: u64 = 5;

/// The incidents of a story that is being played.
pub(crate) struct Incidents<'s> {
    all: &'s [Incident],
    struck: Vec<bool>,
}

impl<'s> Incidents<'s> {
    pub(crate) fn new(all: &'s [Incident]) -> Self {
        Self { all, struck: vec![false; all.len()] }
    }

    /// What spoils the exchange at `place`.
    pub(crate) fn fault(&mut self, place: Place) -> Option<Fault> {
        self.strike(|incident| match incident {
            Incident::Fault(at, fault) if at == place => Some(fault),
            _ => None,
        })
    }

    /// The next thing that comes between at `place`; each does so once.
    pub(crate) fn between(&mut self, place: Place, moment: Moment) -> Option<Incident> {
        self.strike(|incident| match incident {
            Incident::Rival(at, when, _) | Incident::KeysEnd(at, when, _) if (at, when) == (place, moment) => {
                Some(incident)
            }
            _ => None,
        })
    }

    /// What goes wrong when keys are asked for the so-many-th time.
    pub(crate) fn mishap(&mut self, asked: u32) -> Option<Mishap> {
        self.all.iter().zip(&mut self.struck).find_map(|(incident, struck)| match incident {
            Incident::Mishap(at, mishap) if *at == asked => {
                *struck = true;
                Some(*mishap)
            }
            _ => None,
        })
    }

    /// How long the credentials function takes to answer for the so-many-th time, in milliseconds; `None` if it never
    /// does.
    pub(crate) fn keys_take(&mut self, asked: u32) -> Option<u64> {
        match self.mishap(asked) {
            Some(Mishap::Silent) => None,
            Some(Mishap::Slow(ms)) => Some(ms),
            _ => Some(KEYS_TAKE),
        }
    }

    /// By how much the client's clock is set after the request at `place` was sent, in milliseconds.
    pub(crate) fn clock_set(&mut self, place: Place) -> i64 {
        let by = self.strike(|incident| match incident {
            Incident::ClockSet(at, by_ms) if at == place => Some(by_ms),
            _ => None,
        });
        by.unwrap_or_default()
    }

    pub(crate) fn struck(self) -> Vec<bool> {
        self.struck
    }

    /// The first incident that `find` wants and that has not come to pass.
    fn strike<T>(&mut self, find: impl Fn(Incident) -> Option<T>) -> Option<T> {
        let open = self.all.iter().zip(&mut self.struck).filter(|(_, struck)| !**struck);
        open.into_iter().find_map(|(incident, struck)| {
            let found = find(*incident)?;
            *struck = true;
            Some(found)
        })
    }
}
