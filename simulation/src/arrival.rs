//! A request arrives at the service: what comes between, what it changes, what is answered.

use crate::dice::settled;
use crate::network;
use crate::record::{Change, Look};
use crate::service::{Sight, ended_ms};
use crate::story::{Incident, Moment, Place};
use crate::tell;
use crate::world::{Delivery, Event, World};

impl World<'_> {
    /// Carries a request out and sends the answer on its way.
    pub(crate) fn arrive(&mut self, delivery: Delivery) {
        let Delivery { place, ticket, second, request, fault } = delivery;
        self.come_between(place, Moment::Before);
        self.sample();
        let Some(running) = self.calls.get_mut(place.call) else { return };
        let before = self.service.changes(&running.subject);
        let answer = self.service.handle(&request, fault, self.now);
        let changed = self.service.changes(&running.subject) > before;
        if changed {
            running.record.changes.push(Change { request: place.request, at_ms: self.now, undone: false });
        }
        self.log.say(self.now, || tell::arriving(place, second, changed, &answer));
        let look = Look { sight: self.service.sight(&running.subject), ended_ms: ended_ms(&answer) };
        self.sample();
        self.come_between(place, Moment::After);
        let Some(running) = self.calls.get(place.call) else { return };
        let back = 5 + settled([self.story.seed, 3, running.plan.number, place.request as u64]) % 40;
        if let Some((later, shown)) = network::answer(fault, second, running.plan.timeout_ms, answer) {
            self.queue.push(self.now + back + later, Event::Show(place.call, ticket, Box::new(shown)));
            self.remember(place, look);
        }
    }

    fn remember(&mut self, place: Place, look: Look) {
        let running = self.calls.get_mut(place.call);
        if let Some(sent) = running.and_then(|running| running.record.sent.get_mut(place.request)) {
            sent.look = (!sent.is_change).then_some(look);
        }
    }

    fn come_between(&mut self, place: Place, moment: Moment) {
        while let Some(incident) = self.incidents.between(place, moment) {
            let Some(running) = self.calls.get(place.call) else { return };
            match incident {
                Incident::Rival(_, _, deed) => {
                    self.service.rival(deed, &running.subject, self.now);
                    self.log.say(self.now, || format!("somebody else: {}", tell::deed(deed)));
                }
                Incident::KeysEnd(_, _, ending) => {
                    self.keyring.end(ending, self.now);
                    self.service.set_keys(self.keyring.known());
                    self.log.say(self.now, || format!("all keys end: {ending:?}"));
                }
                Incident::Fault(..) | Incident::ClockSet(..) | Incident::Mishap(..) => {}
            }
            self.sample();
        }
    }

    /// Looks, for each call that is being made, whether its goal holds now, and whether what it did is undone.
    pub(crate) fn sample(&mut self) {
        for running in &mut self.calls {
            let record = &mut running.record;
            if record.begun_ms == 0 || record.ended_ms.is_some() {
                continue;
            }
            if !record.goal_held || !record.changes.is_empty() {
                let sight = self.service.sight(&running.subject);
                record.goal_held |= sight == Sight::Held;
                record
                    .changes
                    .iter_mut()
                    .for_each(|change| change.undone |= matches!(sight, Sight::Open | Sight::Over));
            }
        }
    }
}
