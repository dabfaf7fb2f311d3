//! Passing answers of the network to the engine, or to the policy that replaces its decision.

use cos_jobs::call::Call;

use crate::client_answer::{ClientAnswer, Trust};
use crate::goal_state::GoalState;
use crate::keyring::SECRET_MARKER;
use crate::log_lines;
use crate::operation::Operation;
use crate::policy::{Decision, Policy};
use crate::truth;
use crate::world::World;

impl World<'_> {
    /// Passes the answer to the latest request of a call to the client.
    pub(crate) fn answer(&mut self, index: usize, answer: ClientAnswer) {
        let answer = answer.seen(self.scenario.setting.headers_hidden);
        let Some(running) = self.calls.get_mut(index) else { return };
        let Some(sent) = running.record.sent.last_mut() else { return };
        sent.record_answer(self.now, &answer);
        // A client cannot know that an answer is old. For a deletion this is no excuse: a replica that does not know a new job
        // yet shows the same as for a deleted one.
        let has_shown_goal = sent.shows(GoalState::Reached) && running.plan.operation != Operation::Delete;
        running.record.goal_reached |= has_shown_goal;
        let may_be_lost = sent.is_change && answer.trust != Trust::Success;
        let answer = if self.policy == Policy::BelieveCaches { answer.without_age() } else { answer };
        self.log.add(self.now, || log_lines::answered(index, &answer));
        if may_be_lost {
            let attempts = running.record.attempts().count();
            let id = truth::id_of(self.service.state(), &running.target).unwrap_or_default();
            match self.policy.decide(&running.plan, attempts, id, answer.trust) {
                Decision::Engine => {}
                Decision::End(result) => return self.finish(index, result),
                Decision::SendAgain => {
                    running.restart();
                    return self.step(index, Call::begin);
                }
            }
        }
        if let Some(head) = &answer.broken {
            self.step(index, |call, client, now| call.on_broken_body(client, now, head, "the connection was reset"));
            return self.check_last_error(index);
        }
        match answer.result {
            Ok(response) => self.step(index, |call, client, now| call.on_response(client, now, &response)),
            Err(failure) => self.step(index, |call, client, now| call.on_failure(client, now, failure)),
        }
        self.check_last_error(index);
    }

    /// Checks that the error of the latest request, which the client's event hook would get, contains no secret.
    fn check_last_error(&mut self, index: usize) {
        let Some(running) = self.calls.get_mut(index) else { return };
        let error = running.engine.call.last_error().map(|error| format!("{:?}", error.to_value()));
        if let Some(leak) = error.filter(|text| text.contains(SECRET_MARKER)) {
            running.record.leak = Some(leak);
        }
    }
}
