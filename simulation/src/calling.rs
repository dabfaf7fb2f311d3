//! Making a call: letting the engine take a step, and doing what it asks for.

use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::client::{CallLimits, Client};
use cos_jobs::error::Error;
use cos_jobs::request::Outgoing;

use crate::action::action;
use crate::dice::settled;
use crate::http::received;
use crate::keyring::MARK;
use crate::network::{self, Shown, Trust};
use crate::policy::Verdict;
use crate::record::{Outcome, Record, Sent};
use crate::service::Subject;
use crate::story::{CallPlan, Place};
use crate::tell;
use crate::world::{Delivery, Event, World};

/// How late a host's timers are at most, in milliseconds.
const TIMER_LATENESS: u64 = 20;

/// A call that is being made.
pub(crate) struct Running {
    pub(crate) plan: CallPlan,
    pub(crate) subject: Subject,
    pub(crate) record: Record,
    /// Of how many things the call has waited for so far; what comes for an earlier one comes too late.
    pub(crate) ticket: u32,
    call: Call,
}

impl Running {
    pub(crate) fn new(plan: &CallPlan, subject: Subject) -> Result<Self, Error> {
        let record = Record { name: subject.name.clone(), ..Record::default() };
        Ok(Self { plan: *plan, call: new_call(plan, &subject)?, subject, record, ticket: 0 })
    }
}

impl World<'_> {
    pub(crate) fn begin(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.begun_ms = self.now;
        self.log.say(self.now, || tell::beginning(index, running));
        self.sample();
        self.step(index, Call::begin);
    }

    /// Lets the engine take one step, and does what it asks for next.
    pub(crate) fn step(&mut self, index: usize, event: impl FnOnce(&mut Call, &mut Client, u64) -> Step) {
        let now = self.now.saturating_add_signed(self.skew);
        let Some(running) = self.calls.get_mut(index) else { return };
        running.ticket += 1;
        let step = event(&mut running.call, &mut self.client, now);
        match step {
            Step::Send(outgoing) => self.send(index, &outgoing),
            Step::Credentials => self.ask_for_keys(index),
            Step::Authorize(description) => self.ask_for_signature(index, description),
            Step::Wait(until) => self.wait(index, until),
            Step::Done(result) => self.finish(index, result),
        }
    }

    fn wait(&mut self, index: usize, until: u64) {
        let until = until.saturating_add_signed(self.skew.saturating_neg());
        let Some(running) = self.calls.get(index) else { return };
        let late = settled([self.story.seed, 1, running.plan.number, running.ticket.into()]) % TIMER_LATENESS;
        self.log.say(self.now, || format!("call {index} waits {} ms", until.saturating_sub(self.now)));
        self.queue.push(until.max(self.now) + late, Event::Wake(index, running.ticket));
    }

    fn send(&mut self, index: usize, outgoing: &Outgoing) {
        let Some(running) = self.calls.get_mut(index) else { return };
        let place = Place { call: index, request: running.record.sent.len() };
        let (ticket, timeout) = (running.ticket, running.call.timeout());
        running.record.sent.push(Sent::new(outgoing.method()));
        if outgoing.url().contains(MARK) {
            running.record.leak = Some(outgoing.url().to_owned());
        }
        let fault = self.incidents.fault(place);
        self.log.say(self.now, || tell::sending(place, outgoing, fault));
        let request = received(outgoing);
        let there = 5 + settled([self.story.seed, 2, running.plan.number, place.request as u64]) % 40;
        let fate = network::fate(fault, &request, there, timeout);
        for (second, delay) in fate.arrivals.into_iter().enumerate() {
            if let Some(delay) = delay {
                let delivery = Delivery { place, ticket, second: second == 1, request: request.clone(), fault };
                self.queue.push(self.now + delay, Event::Arrive(Box::new(delivery)));
            }
        }
        if let Some((delay, shown)) = fate.shown {
            self.queue.push(self.now + delay, Event::Show(index, ticket, Box::new(shown)));
        }
        self.queue.push(self.now + timeout, Event::TimeOver(index, ticket));
        let by = self.incidents.clock_set(place);
        self.skew = self.skew.saturating_add(by);
        self.clock_set |= by != 0;
    }

    /// Shows the client what became of its last request.
    pub(crate) fn show(&mut self, index: usize, shown: Shown) {
        let shown = if self.story.setting.headers_hidden { shown.without_headers() } else { shown };
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(sent) = running.record.sent.last_mut() else { return };
        sent.show(self.now, &shown);
        let is_lost_change = sent.is_change && shown.trust != Trust::Success;
        self.log.say(self.now, || tell::showing(index, &shown));
        if is_lost_change {
            let attempts = running.record.attempts().count();
            match self.policy.judge(&running.plan, attempts, &running.record.name, &shown) {
                Verdict::LetTheEngineDecide => {}
                Verdict::End(result) => return self.finish(index, result),
                Verdict::SendAgain => {
                    if let Ok(call) = new_call(&running.plan, &running.subject) {
                        running.call = call;
                    }
                    return self.step(index, Call::begin);
                }
            }
        }
        match shown.what {
            Ok(response) => self.step(index, |call, client, now| call.on_response(client, now, &response)),
            Err(failure) => self.step(index, |call, client, now| call.on_failure(client, now, failure)),
        }
        self.listen(index);
    }

    /// Reads what the client's hook is told of the last request.
    fn listen(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        let event = running.call.last_error().map(|error| error.to_object().into_text());
        if let Some(leak) = event.filter(|text| text.contains(MARK)) {
            running.record.leak = Some(leak);
        }
    }

    pub(crate) fn finish(&mut self, index: usize, result: Result<String, Error>) {
        self.sample();
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.ended_ms = Some(self.now);
        running.record.clock_set = self.clock_set;
        let text = match &result {
            Ok(json) => json.clone(),
            Err(error) => error.to_object().into_text(),
        };
        self.log.say(self.now, || format!("call {index} ends: {text}"));
        if text.contains(MARK) {
            running.record.leak = Some(text);
        }
        running.record.outcome = Some(match result {
            Ok(json) => Outcome::Success(json),
            Err(error) => Outcome::Failure(error),
        });
    }
}

fn new_call(plan: &CallPlan, subject: &Subject) -> Result<Call, Error> {
    let mode = if plan.goal { Mode::Goal } else { Mode::Event };
    let limits = CallLimits { timeout: plan.timeout_ms, max_attempts: plan.max_attempts };
    Ok(Call::new(action(plan.ask, plan.reason, &subject.name)?, mode, limits))
}
