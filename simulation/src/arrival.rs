//! A request arrives at the service: it is carried out, incidents happen before and after it, and the answer is sent back.

use crate::events::{Event, InTransit};
use crate::incident::{Fault, Incident, RequestPosition, Timing};
use crate::log_lines;
use crate::network;
use crate::operation::Operation;
use crate::random::derived;
use crate::record::{Change, OtherChange};
use crate::scenario_text::operation_text;
use crate::sent_request::Probe;
use crate::service::{Handled, ended_ms};
use crate::truth;
use crate::world::World;

impl World<'_> {
    /// Carries out a request and sends the answer back.
    pub(crate) fn arrive(&mut self, in_transit: InTransit) {
        let InTransit { position, wait, second, request, fault } = in_transit;
        self.apply_incidents(position, Timing::Before);
        self.observe_goals();
        let Some(running) = self.calls.get_mut(position.call) else { return };
        let changes_before = self.service.changes(&running.target);
        let lag_ms = self.lag_ms(position, fault);
        let Some(running) = self.calls.get_mut(position.call) else { return };
        let Handled { answer, past } = self.service.handle(&request, fault, lag_ms, self.now);
        let changed = self.service.changes(&running.target) > changes_before;
        if changed {
            running.record.changes.push(Change { request: position.request, at_ms: self.now, undone: false });
            if let Operation::Create(_) = running.target.operation {
                self.service.note_created(&running.target);
            }
        }
        self.log.add(self.now, || log_lines::arrived(position, second, changed, &answer));
        if changed {
            let (name, operation) = (running.target.name.clone(), running.target.operation);
            self.note_other_change(Some(position.call), &name, operation);
        }
        let Some(running) = self.calls.get(position.call) else { return };
        let shown = past.as_deref().unwrap_or(self.service.state());
        let probe = Probe {
            goal_state: self.service.goal_state_in(shown, &running.target),
            ended_ms: truth::id_of(shown, &running.target).and_then(|id| ended_ms(&answer, id)),
            job: truth::job_view(shown, &running.target),
            is_look: request.target.starts_with("/jobs/"),
            at_ms: past.map_or(self.now, |_| self.now - lag_ms),
        };
        self.observe_goals();
        self.apply_incidents(position, Timing::After);
        let Some(running) = self.calls.get(position.call) else { return };
        let delay = 5 + derived([self.scenario.seed, 3, running.plan.number, position.request as u64]) % 40;
        if let Some((later, answer)) = network::return_answer(fault, second, running.plan.timeout_ms, answer) {
            self.queue.push(self.now + delay + later, Event::Answer(wait, Box::new(answer)));
            self.record_probe(position, probe);
        }
    }

    /// Records a change of the job `name` for all calls but the one that made it.
    fn note_other_change(&mut self, maker: Option<usize>, name: &str, operation: Operation) {
        let change = OtherChange { at_ms: self.now, operation };
        let others = self.calls.iter_mut().enumerate().filter(|(index, _)| Some(*index) != maker);
        for (_, running) in others.filter(|(_, running)| running.target.name == name) {
            running.record.others.push(change);
        }
    }

    /// How old the state is that a read shows.
    fn lag_ms(&self, position: RequestPosition, fault: Option<Fault>) -> u64 {
        let Some(running) = self.calls.get(position.call) else { return 0 };
        if let Some(Fault::Aged(ms)) = fault {
            return ms;
        }
        let number = derived([self.scenario.seed, 6, running.plan.number, position.request as u64]);
        self.scenario.setting.replicas.lag_ms(number)
    }

    fn record_probe(&mut self, position: RequestPosition, probe: Probe) {
        let running = self.calls.get_mut(position.call);
        if let Some(sent) = running.and_then(|running| running.record.sent.get_mut(position.request)) {
            sent.probe = (!sent.is_change).then_some(probe);
        }
    }

    /// Applies what other clients do, and what happens to keys, at this time.
    fn apply_incidents(&mut self, position: RequestPosition, timing: Timing) {
        while let Some(incident) = self.incidents.at(position, timing) {
            let Some(running) = self.calls.get(position.call) else { return };
            match incident {
                Incident::OtherClient(_, _, operation) => {
                    if self.service.apply_other_client(operation, &running.target, self.now) {
                        let name = running.target.name.clone();
                        self.note_other_change(None, &name, operation);
                    }
                    self.log.add(self.now, || format!("another client: {}", operation_text(operation)));
                }
                Incident::KeysInvalidated(_, _, invalidation) => {
                    self.keyring.invalidate(invalidation, self.now);
                    self.service.set_keys(self.keyring.known());
                    self.log.add(self.now, || format!("all keys become invalid: {invalidation:?}"));
                }
                Incident::Fault(..) | Incident::ClockSet(..) | Incident::Credentials(..) => {}
            }
            self.observe_goals();
        }
    }
}
