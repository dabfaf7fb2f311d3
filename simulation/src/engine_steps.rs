//! Letting the engine take its next step, from the begin of a call to its end.

use cos_jobs::account::Account;
use cos_jobs::call::{Call, Step};
use cos_jobs::error::Error;
use cos_jobs::model::Value;

use crate::keyring::SECRET_MARKER;
use crate::log_lines;
use crate::record::Outcome;
use crate::world::World;

impl World<'_> {
    /// Begins a call.
    pub(crate) fn begin(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.begun_ms = self.now;
        self.log.add(self.now, || log_lines::begun(index, running));
        self.observe_goals();
        self.step(index, Call::begin);
    }

    /// Passes an event to the engine and does what the engine asks for next.
    pub(crate) fn step(&mut self, index: usize, event: impl FnOnce(&mut Call, &mut Account, u64) -> Step) {
        let now = self.now.saturating_add_signed(self.skew);
        let Some(running) = self.calls.get_mut(index) else { return };
        running.wait.number += 1;
        let step = event(&mut running.call, &mut self.client, now);
        match step {
            Step::Send(outgoing) => self.send(index, &outgoing),
            Step::Credentials => self.request_keys(index),
            Step::Authorize(description) => self.request_signature(index, description),
            Step::Wait(until) => self.schedule_wake(index, until),
            Step::Select(_) => {}
            Step::Done(result) => self.finish(index, result),
        }
    }

    /// Ends a call.
    pub(crate) fn finish(&mut self, index: usize, result: Result<Value, Error>) {
        self.observe_goals();
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.ended_ms = Some(self.now);
        running.record.clock_set = self.clock_set;
        let text = match &result {
            Ok(result) => format!("{result:?}"),
            Err(error) => format!("{:?}", error.to_value()),
        };
        self.log.add(self.now, || format!("call {index} ends: {text}"));
        if text.contains(SECRET_MARKER) {
            running.record.leak = Some(text);
        }
        running.record.outcome = Some(match result {
            Ok(result) => Outcome::Success(result),
            Err(error) => Outcome::Failure(error),
        });
    }
}
