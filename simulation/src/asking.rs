//! Getting keys or signatures: what the shell does around the functions that a user gives.

use cos_jobs::call::Failure;
use cos_jobs::error::Error;
use cos_jobs::json::Object;

use crate::keyring;
use crate::network::{Shown, Trust};
use crate::tell;
use crate::world::{Event, World};

/// Whether the credentials function is at it, and who waits for it or for a signature: the call and its ticket.
#[derive(Debug, Default)]
pub(crate) struct Asking {
    asked: u32,
    going_on: bool,
    waiting: Vec<(usize, u32)>,
    signatures: Vec<(usize, u32)>,
}

impl Asking {
    /// Whether this asking is the one that is going on.
    pub(crate) fn is_present(&self, asked: u32) -> bool {
        self.going_on && asked == self.asked
    }
}

impl World<'_> {
    /// Asks for keys; calls that want some meanwhile share the answer.
    pub(crate) fn ask_for_keys(&mut self, index: usize) {
        let Some(ticket) = self.limit(index) else { return };
        self.asking.waiting.push((index, ticket));
        if self.asking.going_on {
            return;
        }
        let number = self.asking.asked;
        self.asking.going_on = true;
        self.asking.asked += 1;
        if let Some(delay) = self.incidents.keys_take(number) {
            self.queue.push(self.now + delay, Event::Keys(self.asking.asked));
        }
    }

    pub(crate) fn keys_came(&mut self, asked: u32) {
        self.asking.going_on = false;
        let answer: keyring::Answer = self.keyring.ask(self.incidents.mishap(asked - 1), self.now);
        self.service.set_keys(self.keyring.known());
        self.log.say(self.now, || format!("the credentials function answers: {}", tell::keys(&answer)));
        for (index, ticket) in core::mem::take(&mut self.asking.waiting) {
            if self.waits(index, ticket) {
                let answer = answer.clone();
                self.note_keys(index, answer.is_ok());
                self.step(index, |call, client, now| call.on_credentials(client, now, answer));
            }
        }
    }

    /// Asks for a signature, which serves this one request.
    pub(crate) fn ask_for_signature(&mut self, index: usize, description: Object) {
        let Some(ticket) = self.limit(index) else { return };
        let number = self.asking.asked;
        self.asking.signatures.push((index, ticket));
        self.asking.asked += 1;
        if let Some(delay) = self.incidents.keys_take(number) {
            self.queue.push(self.now + delay, Event::Signature(index, ticket, number, Box::new(description)));
        }
    }

    pub(crate) fn signature_came(&mut self, index: usize, number: u32, description: &Object) {
        let answer = self.keyring.sign(description, self.incidents.mishap(number), self.now);
        self.service.set_keys(self.keyring.known());
        self.note_keys(index, answer.is_ok());
        self.step(index, |call, client, now| call.on_signed(client, now, answer));
    }

    /// The time is over for what a call waits for: keys, a signature, or an answer.
    pub(crate) fn time_over(&mut self, index: usize, ticket: u32) {
        let error = Error::credentials("the function for credentials or signatures did not answer in time.");
        if self.asking.signatures.contains(&(index, ticket)) {
            self.note_keys(index, false);
            self.step(index, |call, client, now| call.on_signed(client, now, Err(error)));
        } else if self.asking.waiting.contains(&(index, ticket)) {
            // A function that is silent for so long is asked anew by the next call.
            self.asking.going_on = false;
            self.asking.waiting.retain(|waiting| *waiting != (index, ticket));
            self.note_keys(index, false);
            self.step(index, |call, client, now| call.on_credentials(client, now, Err(error)));
        } else {
            self.show(index, Shown { what: Err(Failure::Timeout), trust: Trust::None });
        }
    }

    /// Limits the time of what a call waits for, and gives its ticket.
    fn limit(&mut self, index: usize) -> Option<u32> {
        let running = self.calls.get(index)?;
        self.queue.push(self.now + running.plan.timeout_ms, Event::TimeOver(index, running.ticket));
        Some(running.ticket)
    }

    fn note_keys(&mut self, index: usize, came: bool) {
        if let Some(running) = self.calls.get_mut(index) {
            running.record.keyless |= !came;
        }
        if !came {
            self.log.say(self.now, || format!("call {index} gets no keys"));
        }
    }
}
