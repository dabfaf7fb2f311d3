//! What the engine asks for next becomes events: sending a request, waiting, getting keys or a signature.

use cos_jobs::http::SignedRequest;
use cos_jobs::model::Value;

use crate::events::{Event, InTransit, Wait};
use crate::http::to_http_request;
use crate::incident::RequestPosition;
use crate::keyring::SECRET_MARKER;
use crate::log_lines;
use crate::network;
use crate::random::derived;
use crate::sent_request::SentRequest;
use crate::world::World;

/// By how much timers are late at most, in milliseconds.
const TIMER_LATENESS: u64 = 20;

impl World<'_> {
    /// Wakes the call at the time `until` of the client's clock.
    pub(crate) fn schedule_wake(&mut self, index: usize, until: u64) {
        let until = until.saturating_add_signed(self.skew.saturating_neg());
        let Some(running) = self.calls.get(index) else { return };
        let parts = [self.scenario.seed, 1, running.plan.number, running.wait.number.into()];
        let late = derived(parts) % TIMER_LATENESS;
        self.log.add(self.now, || format!("call {index} waits {} ms", until.saturating_sub(self.now)));
        self.queue.push(until.max(self.now) + late, Event::Wake(running.wait));
    }

    /// Sends a request through the network.
    pub(crate) fn send(&mut self, index: usize, outgoing: &SignedRequest) {
        let Some(running) = self.calls.get_mut(index) else { return };
        let position = RequestPosition { call: index, request: running.record.sent.len() };
        let (wait, timeout) = (running.wait, running.plan.timeout_ms);
        running.record.sent.push(SentRequest::new(outgoing.method.as_str(), self.now));
        if outgoing.url.contains(SECRET_MARKER) {
            running.record.leak = Some(outgoing.url.clone());
        }
        let fault = self.incidents.fault(position);
        self.log.add(self.now, || log_lines::sent(position, outgoing, fault));
        let request = to_http_request(outgoing);
        let delay = 5 + derived([self.scenario.seed, 2, running.plan.number, position.request as u64]) % 40;
        let transmission = network::transmit(fault, &request, delay, timeout);
        for (copy, arrival) in transmission.arrivals.into_iter().enumerate() {
            if let Some(arrival) = arrival {
                let in_transit = InTransit { position, wait, second: copy == 1, request: request.clone(), fault };
                self.queue.push(self.now + arrival, Event::Arrive(Box::new(in_transit)));
            }
        }
        if let Some((delay, answer)) = transmission.answer {
            self.queue.push(self.now + delay, Event::Answer(wait, Box::new(answer)));
        }
        self.queue.push(self.now + timeout, Event::TimeOver(wait));
        self.set_clock(position);
    }

    /// Changes the client's clock, if an incident does that after this request.
    fn set_clock(&mut self, position: RequestPosition) {
        let by = self.incidents.clock_set(position);
        self.skew = self.skew.saturating_add(by);
        self.clock_set |= by != 0;
    }

    /// Calls the credentials function. Calls that need keys while it is in progress share its answer.
    pub(crate) fn request_keys(&mut self, index: usize) {
        let Some(wait) = self.limit_time(index) else { return };
        self.credential_requests.for_keys.push(wait);
        if self.credential_requests.in_progress {
            return;
        }
        let number = self.credential_requests.count;
        self.credential_requests.in_progress = true;
        self.credential_requests.count += 1;
        if let Some(delay) = self.incidents.credentials_delay(number) {
            self.queue.push(self.now + delay, Event::Credentials(self.credential_requests.count));
        }
    }

    /// Calls the function that signs. Each signature is for one request only.
    pub(crate) fn request_signature(&mut self, index: usize, description: Value) {
        let Some(wait) = self.limit_time(index) else { return };
        let number = self.credential_requests.count;
        self.credential_requests.for_signatures.push(wait);
        self.credential_requests.count += 1;
        if let Some(delay) = self.incidents.credentials_delay(number) {
            self.queue.push(self.now + delay, Event::Signature(wait, number, Box::new(description)));
        }
    }

    /// Limits the time of what a call waits for now.
    fn limit_time(&mut self, index: usize) -> Option<Wait> {
        let running = self.calls.get(index)?;
        self.queue.push(self.now + running.plan.timeout_ms, Event::TimeOver(running.wait));
        Some(running.wait)
    }
}
