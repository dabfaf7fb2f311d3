//! Reconciling: after a change was lost or refused, a probe asks the service how the change stands.

use super::trouble::Trouble;
use super::{Call, Doubt, Mode, Phase, Step};
use crate::account::Account;
use crate::error::Effect;
use crate::jobs::Repeat;
use crate::jobs::probe::{Finding, Standing};
use crate::model::Value;
use crate::retry;

/// A job that ended more than this many seconds before the call began did not end because of the call, even if the clocks differ.
const CLOCK_TOLERANCE: u64 = 60;

impl Call {
    /// Begins to probe whether the change took effect, after a pause.
    pub(super) fn probe(&mut self, account: &mut Account, now: u64, pause: u64) -> Step {
        let Some(probe) = self.action.probe() else { return self.give_up() };
        match probe.next() {
            Ok(look) => self.phase = Phase::Probe { probe, look, sent: 0 },
            Err(error) => return self.fail_without_sending(error),
        }
        if pause == 0 { self.send(account, now) } else { Step::Wait(now.saturating_add(pause)) }
    }

    /// A request of the probe was not answered: it is repeated, or the effect stays unknown.
    pub(super) fn on_failed_probe(&mut self, account: &mut Account, now: u64, trouble: Trouble) -> Step {
        let Trouble { error, retry_after, .. } = trouble;
        if error.code == "InvalidRequest" && error.effect == Effect::None {
            // A service that certainly refuses even the probe does not know such a job.
            self.settle(Doubt::Refused);
        }
        let may_retry = error.retryable && self.attempt() < self.limits.max_attempts;
        if may_retry && account.budget.take() {
            let pause = retry::pause(self.failures, account.random(), retry_after);
            return Step::Wait(now.saturating_add(pause));
        }
        self.trouble.get_or_insert(error);
        self.give_up()
    }

    /// Takes the answer to a request of the probe; `None` means that the job does not exist.
    pub(super) fn on_probe_answer(&mut self, account: &mut Account, now: u64, answer: Option<&Value>) -> Step {
        let sent_at = self.sent_at(account);
        let Phase::Probe { probe, look, sent } = &mut self.phase else { return self.give_up() };
        match probe.on_answer(answer, sent_at) {
            Finding::More => match probe.next() {
                Ok(next) => {
                    *look = next;
                    *sent = 0;
                    self.send(account, now)
                }
                Err(error) => self.fail_without_sending(error),
            },
            Finding::Standing { standing, since } => self.conclude(account, now, standing, since),
        }
    }

    /// Decides by the state of the change.
    fn conclude(&mut self, account: &mut Account, now: u64, standing: Standing, since: Option<u64>) -> Step {
        if self.sent == 0 {
            return match standing {
                Standing::Reached(result) | Standing::ReachedByAnother(result) => self.already(result),
                _ => self.act(account, now),
            };
        }
        let is_wanted =
            self.doubt == Doubt::Lost || self.mode == Mode::EnsureStatus || self.action.repeat() == Repeat::ByToken;
        let ended_before = since.is_some_and(|since| since.saturating_add(CLOCK_TOLERANCE) < self.sent_at(account));
        self.settle(match standing {
            Standing::Closed => Doubt::Lost,
            Standing::Open => Doubt::Refused,
            _ if ended_before => Doubt::Lost,
            Standing::Over | Standing::ReachedByAnother(_) => Doubt::Refused,
            Standing::Reached(_) | Standing::Unclear => Doubt::None,
        });
        match standing {
            Standing::Reached(result) | Standing::ReachedByAnother(result) if is_wanted => self.reconcile(result),
            Standing::Open => self.act_again(account, now),
            _ => self.give_up(),
        }
    }

    /// Removes a doubt if it is at most this strong.
    fn settle(&mut self, doubt: Doubt) {
        if self.doubt <= doubt {
            self.doubt = Doubt::None;
        }
    }

    /// When the change was first sent, in unix seconds of the service's clock. If that is uncertain, it is too early rather than too
    /// late: 0 if no answer told the service's time or if the local clock was set back. A signature that the service
    /// accepted shows that the clocks agree well enough. The date of an answer may come from a proxy whose clock is fast, so the
    /// earlier of both clocks counts.
    fn sent_at(&self, account: &Account) -> u64 {
        let local = account.service_time(self.first_sent);
        let sent_at = match self.ahead {
            _ if self.set_back => 0,
            Some(ahead) => self.first_sent.saturating_add_signed(ahead).min(local),
            None if account.signs_elsewhere() => 0,
            None => local,
        };
        sent_at / 1000
    }

    fn act(&mut self, account: &mut Account, now: u64) -> Step {
        self.phase = Phase::Act;
        self.send(account, now)
    }

    /// The change did not take effect: it is requested again if the failure was transient.
    fn act_again(&mut self, account: &mut Account, now: u64) -> Step {
        let may_retry = self.trouble.as_ref().is_some_and(|error| error.retryable);
        if may_retry && self.sent < self.limits.max_attempts && account.budget.take() {
            return self.act(account, now);
        }
        self.give_up()
    }
}
