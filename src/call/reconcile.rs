//! What a call does after its change was lost or refused: ask how the change stands, and decide by that.

use super::judge::Trouble;
use super::{Call, Doubt, Mode, Phase, Step, retry};
use crate::client::Client;
use crate::jobs::Repeat;
use crate::jobs::inquiry::{Finding, Standing};
use crate::json::Object;

/// A job that ended this many seconds before the call began did not end because of it, however the clocks differ.
const LONG_BEFORE: u64 = 60;

impl Call {
    /// Begins to ask whether the change holds, after a pause.
    pub(super) fn inquire(&mut self, client: &mut Client, now: u64, pause: u64) -> Step {
        let Some(inquiry) = self.action.inquiry() else { return self.give_up() };
        match inquiry.ask() {
            Ok(question) => self.phase = Phase::Ask { inquiry, question, asked: 0 },
            Err(error) => return self.fail_without_sending(error),
        }
        if pause == 0 { self.send(client, now) } else { Step::Wait(now.saturating_add(pause)) }
    }

    /// A question was not answered: ask again, or say that nobody knows.
    pub(super) fn on_unanswered_question(&mut self, client: &mut Client, now: u64, trouble: Trouble) -> Step {
        let Trouble { error, retry_after, .. } = trouble;
        if error.code == "InvalidRequest" {
            // A service that calls even the question invalid knows no such job.
            self.settle(Doubt::Refused);
        }
        let may_retry = error.retryable && self.attempt() < self.limits.max_attempts;
        if may_retry && client.budget.take() {
            let pause = retry::wait(self.failures, client.random(), retry_after);
            return Step::Wait(now.saturating_add(pause));
        }
        self.trouble.get_or_insert(error);
        self.give_up()
    }

    /// Takes what an inquiry was told: `None` says that the job does not exist.
    pub(super) fn learn(&mut self, client: &mut Client, now: u64, answer: Option<&Object>) -> Step {
        let sent_at = self.sent_at(client);
        let Phase::Ask { inquiry, question, asked } = &mut self.phase else { return self.give_up() };
        match inquiry.learn(answer, sent_at) {
            Finding::More => match inquiry.ask() {
                Ok(next) => {
                    *question = next;
                    *asked = 0;
                    self.send(client, now)
                }
                Err(error) => self.fail_without_sending(error),
            },
            Finding::Standing { standing, since } => self.conclude(client, now, standing, since),
        }
    }

    /// Decides by how the change stands.
    fn conclude(&mut self, client: &mut Client, now: u64, standing: Standing, since: Option<u64>) -> Step {
        if self.sent == 0 {
            return match standing {
                Standing::Reached(result) | Standing::ReachedByAnother(result) => self.already(result),
                _ => self.act(client, now),
            };
        }
        let wanted = self.doubt == Doubt::Lost || self.mode == Mode::Goal || self.action.repeat() == Repeat::ByToken;
        let long_before = since.is_some_and(|since| since.saturating_add(LONG_BEFORE) < self.sent_at(client));
        self.settle(match standing {
            Standing::Closed => Doubt::Lost,
            Standing::Open => Doubt::Refused,
            _ if long_before => Doubt::Lost,
            Standing::Over | Standing::ReachedByAnother(_) => Doubt::Refused,
            Standing::Reached(_) | Standing::Unclear => Doubt::None,
        });
        match standing {
            Standing::Reached(result) | Standing::ReachedByAnother(result) if wanted => self.reconcile(result),
            Standing::Open => self.act_again(client, now),
            _ => self.give_up(),
        }
    }

    /// Takes away a doubt, if it is no worse than that.
    fn settle(&mut self, doubt: Doubt) {
        if self.doubt <= doubt {
            self.doubt = Doubt::None;
        }
    }

    /// When the change was first sent, in unix seconds of the service's clock; rather too early than too late, so 0 if
    /// nothing has told that clock, or if the local one can't be relied on. A signature that the service took tells it
    /// well enough; the date of an answer may be that of a proxy whose clock is ahead, so the earlier of both counts.
    fn sent_at(&self, client: &Client) -> u64 {
        let local = client.service_time(self.first_sent);
        let sent_at = match self.ahead {
            _ if self.set_back => 0,
            Some(ahead) => self.first_sent.saturating_add_signed(ahead).min(local),
            None if client.signs_elsewhere() => 0,
            None => local,
        };
        sent_at / 1000
    }

    fn act(&mut self, client: &mut Client, now: u64) -> Step {
        self.phase = Phase::Act;
        self.send(client, now)
    }

    /// The change does not hold: ask for it again, if what was wrong may pass.
    fn act_again(&mut self, client: &mut Client, now: u64) -> Step {
        let may_retry = self.trouble.as_ref().is_some_and(|error| error.retryable);
        if may_retry && self.sent < self.limits.max_attempts && client.budget.take() {
            return self.act(client, now);
        }
        self.give_up()
    }
}
