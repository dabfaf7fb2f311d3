//! Letting the engine take its next step, from the begin of a call to its end.

use cos_jobs::account::Account;
use cos_jobs::call::{Call, Step};
use cos_jobs::error::Error;
use cos_jobs::model::Value;

use crate::keyring::SECRET_MARKER;
use crate::log_lines;
use crate::record::{EngineCallRecord, Outcome};
use crate::truth;
use crate::verbs::Next;
use crate::world::World;

impl World<'_> {
    /// Begins a call.
    pub(crate) fn begin(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.begun_ms = self.now;
        self.log.add(self.now, || log_lines::begun(index, running));
        self.begin_engine(index);
    }

    /// A call has waited as long as it wanted to, in the engine or between two calls of the engine.
    pub(crate) fn wake(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        match running.next.take() {
            Some(next) => {
                running.replace_engine(next);
                self.begin_engine(index);
            }
            None => self.step(index, Call::on_time),
        }
    }

    /// Begins the call of the engine. Its goal has to be reached after this.
    fn begin_engine(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.goal_reached = false;
        running.record.calls.push(EngineCallRecord {
            first_request: running.record.sent.len(),
            is_read: running.engine.is_read,
            begun_ms: self.now,
            job: truth::job_view(self.service.state(), &running.target),
        });
        self.observe_goals();
        self.step(index, Call::begin);
    }

    /// Passes an event to the engine and does what the engine asks for next.
    pub(crate) fn step(&mut self, index: usize, event: impl FnOnce(&mut Call, &mut Account, u64) -> Step) {
        let now = self.client_time();
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(client) = self.clients.get_mut(running.plan.client) else { return };
        running.wait.number += 1;
        let call = &mut running.engine.call;
        let mut step = event(call, client, now);
        while let Step::Select(job) = step {
            let is_meant = running.verb.selects(&job);
            step = call.on_selected(client, now, is_meant);
        }
        match step {
            Step::Send(outgoing) => self.send(index, &outgoing),
            Step::Credentials => self.request_keys(index),
            Step::Authorize(description) => self.request_signature(index, description),
            Step::Wait(until) => self.schedule_wake(index, until),
            Step::Done(result) => self.engine_done(index, result),
            // The verb has answered it already.
            Step::Select(_) => {}
        }
    }

    /// A call of the engine has ended. The verb decides what follows.
    fn engine_done(&mut self, index: usize, result: Result<Value, Error>) {
        self.observe_goals();
        let now = self.client_time();
        let Some(running) = self.calls.get_mut(index) else { return };
        match running.verb.on_done(now, result) {
            Ok(Next::End(result)) => self.finish(index, Ok(result)),
            Err(error) => self.finish(index, Err(error)),
            Ok(Next::Begin(engine)) => {
                running.replace_engine(engine);
                self.begin_engine(index);
            }
            Ok(Next::BeginAt(until, engine)) => {
                running.next = Some(engine);
                self.schedule_wake(index, until);
            }
        }
    }

    /// Ends a call.
    pub(crate) fn finish(&mut self, index: usize, result: Result<Value, Error>) {
        self.observe_goals();
        let Some(running) = self.calls.get_mut(index) else { return };
        running.record.ended_ms = Some(self.now);
        running.record.clock_set = self.clock_set;
        running.record.job_at_end = truth::job_view(self.service.state(), &running.target);
        running.record.reported = running.verb.reported().to_vec();
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
