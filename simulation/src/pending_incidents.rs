//! Finding the incidents that happen next, and recording which of them have happened.

use crate::incident::{CredentialsFault, Fault, Incident, RequestPosition, Timing};

/// How long a credentials function usually takes, in milliseconds.
const USUAL_DELAY: u64 = 5;

/// The incidents of a scenario, and which of them have happened.
pub(crate) struct PendingIncidents<'s> {
    all: &'s [Incident],
    happened: Vec<bool>,
}

impl<'s> PendingIncidents<'s> {
    pub(crate) fn new(all: &'s [Incident]) -> Self {
        Self { all, happened: vec![false; all.len()] }
    }

    /// The fault of the request at `position`.
    pub(crate) fn fault(&mut self, position: RequestPosition) -> Option<Fault> {
        self.take(|incident| match incident {
            Incident::Fault(at, fault) if at == position => Some(fault),
            _ => None,
        })
    }

    /// The next incident just before or just after the request at `position`. Each incident is returned only once.
    pub(crate) fn at(&mut self, position: RequestPosition, timing: Timing) -> Option<Incident> {
        self.take(|incident| match incident {
            Incident::OtherClient(at, when, _) | Incident::KeysInvalidated(at, when, _)
                if (at, when) == (position, timing) =>
            {
                Some(incident)
            }
            _ => None,
        })
    }

    /// The fault of this call of the credentials function, counted from 0.
    pub(crate) fn credentials_fault(&mut self, number: u32) -> Option<CredentialsFault> {
        self.all.iter().zip(&mut self.happened).find_map(|(incident, happened)| match incident {
            Incident::Credentials(at, fault) if *at == number => {
                *happened = true;
                Some(*fault)
            }
            _ => None,
        })
    }

    /// How long this call of the credentials function takes, in milliseconds; `None` if it never answers.
    pub(crate) fn credentials_delay(&mut self, number: u32) -> Option<u64> {
        match self.credentials_fault(number) {
            Some(CredentialsFault::NeverAnswers) => None,
            Some(CredentialsFault::Slow(ms)) => Some(ms),
            _ => Some(USUAL_DELAY),
        }
    }

    /// By how many milliseconds the client's clock is changed after the request at `position` was sent.
    pub(crate) fn clock_set(&mut self, position: RequestPosition) -> i64 {
        let by = self.take(|incident| match incident {
            Incident::ClockSet(at, by_ms) if at == position => Some(by_ms),
            _ => None,
        });
        by.unwrap_or_default()
    }

    /// Which of the incidents have happened.
    pub(crate) fn happened(self) -> Vec<bool> {
        self.happened
    }

    /// The first incident that `find` accepts and that has not happened yet. It counts as happened from now on.
    fn take<T>(&mut self, find: impl Fn(Incident) -> Option<T>) -> Option<T> {
        let pending = self.all.iter().zip(&mut self.happened).filter(|(_, happened)| !**happened);
        pending.into_iter().find_map(|(incident, happened)| {
            let found = find(*incident)?;
            *happened = true;
            Some(found)
        })
    }
}
