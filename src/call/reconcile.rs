//! Reconciling: after a change was lost or refused, a probe asks the service how the change stands.

use super::trouble::Trouble;
use super::{Call, Doubt, Mode, Phase, Refusal, Step};
use crate::account::Account;
use crate::error::{Effect, Error, ErrorKind};
use crate::jobs::Repeat;
use crate::jobs::probe::{CLOCK_TOLERANCE, Finding, SentChange, Standing};
use crate::model::{Status, Value};
use crate::retry;

/// The pauses before the looks that follow a look which contradicts an answer, in milliseconds. Replicas of the service may
/// show a state that is some seconds old. They are expected to agree before the last of these looks.
const PAUSES_BEFORE_LOOKING_AGAIN: [u64; 3] = [1_000, 2_000, 4_000];

impl Call {
    /// Begins to probe whether the change took effect, after a pause.
    pub(super) fn probe(&mut self, account: &mut Account, now: u64, pause: u64) -> Step {
        match &mut self.probe {
            Some(probe) => probe.restart(),
            None => self.probe = self.action.probe(),
        }
        self.look(account, now, pause)
    }

    /// Sends the next request of the probe, after a pause.
    fn look(&mut self, account: &mut Account, now: u64, pause: u64) -> Step {
        let Some(probe) = &self.probe else { return self.give_up() };
        match probe.next() {
            Ok(look) => self.phase = Phase::Probe { look, sent: 0 },
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
        let is_lost = self.doubt == Doubt::Lost;
        let change = SentChange { sent_at: self.sent_at(account), is_lost, is_refused: self.is_refused() };
        let Some(probe) = &mut self.probe else { return self.give_up() };
        let Finding::Standing { standing, since, job } = probe.on_answer(answer, change) else {
            return self.look(account, now, 0);
        };
        if let Some(status) = job.as_ref().and_then(|job| job.get_text("status")) {
            self.job_status = Some(self.redactor.printable(status));
        }
        if self.sent == 0 {
            self.before_change(account, now, standing, job)
        } else {
            self.after_change(account, now, standing, since, job)
        }
    }

    /// Decides by a look before anything was sent.
    fn before_change(&mut self, account: &mut Account, now: u64, standing: Standing, job: Option<Value>) -> Step {
        match job {
            Some(job) if self.is_selective => self.select(standing, job),
            // The selection of a job that cannot be seen is unknown.
            None if self.is_selective => {
                self.trouble.clone_from(&self.last_error);
                self.give_up()
            }
            _ => self.act_or_finish(account, now, standing),
        }
    }

    fn select(&mut self, standing: Standing, job: Value) -> Step {
        self.selecting = Some(standing);
        Step::Select(job)
    }

    /// Continues after a [`Step::Select`]: whether the job is still meant.
    pub fn on_selected(&mut self, account: &mut Account, now: u64, is_meant: bool) -> Step {
        let standing = self.selecting.take().unwrap_or(Standing::Unclear);
        match (is_meant, self.sent) {
            (true, 0) => self.act_or_finish(account, now, standing),
            (true, _) => self.act_again(account, now, &standing),
            (false, 0) => self.skip(),
            // The change that was sent may still arrive.
            (false, _) => self.give_up(),
        }
    }

    fn act_or_finish(&mut self, account: &mut Account, now: u64, standing: Standing) -> Step {
        match standing {
            Standing::Reached(result) | Standing::ReachedByAnother(result) => self.already(result),
            standing => {
                // A status that this version does not know may lead anywhere.
                let is_known = self.job_status.as_deref().and_then(Status::parse).is_some();
                self.before = is_known.then_some(standing);
                self.act(account, now)
            }
        }
    }

    /// Whether the look before the change showed that it cannot succeed any more, because the job has ended or is ending.
    fn was_impossible(&self) -> bool {
        matches!(self.before, Some(Standing::Closed | Standing::Over | Standing::Unclear))
    }

    /// Decides by a look after the change was sent.
    fn after_change(
        &mut self,
        account: &mut Account,
        now: u64,
        standing: Standing,
        since: Option<u64>,
        job: Option<Value>,
    ) -> Step {
        if standing == (Standing::Open { may_refuse: true }) && self.is_refused() && !self.is_refused_as_missing() {
            self.refusal = Refusal::Explained;
        }
        let is_contradiction = self.contradicts(&standing);
        if (is_contradiction || self.may_be_outdated(&standing))
            && let Some(pause) = PAUSES_BEFORE_LOOKING_AGAIN.get(self.looks_again)
        {
            self.looks_again += 1;
            return self.probe(account, now, *pause);
        }
        let began_before = since.is_some_and(|since| since.saturating_add(CLOCK_TOLERANCE) < self.sent_at(account));
        self.settle(match standing {
            _ if self.was_impossible() => Doubt::Lost,
            _ if is_contradiction => Doubt::None,
            Standing::Closed => Doubt::Lost,
            Standing::Open { .. } | Standing::Missing => Doubt::Refused,
            _ if began_before => Doubt::Lost,
            // Somebody else may have changed the priority of the job that this call has created.
            Standing::OtherJob { difference, .. } if difference != "priority" => Doubt::Lost,
            Standing::Over | Standing::ReachedByAnother(_) => Doubt::Refused,
            _ => Doubt::None,
        });
        match standing {
            Standing::Reached(result)
            | Standing::ReachedByAnother(result)
            | Standing::ReachedUnlessOutdated(result)
                if self.is_wanted() =>
            {
                self.reconcile(result)
            }
            Standing::OtherJob { job_id, difference } => {
                self.end(other_job(&self.redactor.printable(&job_id), difference), "")
            }
            Standing::Open { .. } => match job {
                Some(job) if self.is_selective => self.select(standing, job),
                _ => self.act_again(account, now, &standing),
            },
            Standing::Reached(_) | Standing::ReachedByAnother(_) | Standing::ReachedUnlessOutdated(_) => {
                self.is_reached = true;
                self.give_up()
            }
            _ => self.give_up(),
        }
    }

    /// Whether a state that was found is the success of this call, although no answer confirmed the change.
    fn is_wanted(&self) -> bool {
        let by_token = self.action.definition().repeat == Repeat::ByToken;
        self.doubt == Doubt::Lost || self.mode == Mode::EnsureStatus || by_token
    }

    /// Whether a look and the refusal of the change cannot both be right. One copy of the change may have been accepted and
    /// another one refused, while a replica that is not up to date shows the job as it was before.
    fn contradicts(&self, standing: &Standing) -> bool {
        match standing {
            Standing::Contradiction => true,
            Standing::Open { .. } => self.refusal == Refusal::Unexplained,
            _ => false,
        }
    }

    /// Whether a look may come from a replica that is not up to date, although it does not contradict any answer.
    fn may_be_outdated(&self, standing: &Standing) -> bool {
        match standing {
            Standing::Open { .. } => self.is_refused(),
            Standing::ReachedUnlessOutdated(_) => true,
            Standing::Missing => !self.is_refused_as_missing(),
            _ => false,
        }
    }

    fn is_refused(&self) -> bool {
        self.refusal != Refusal::None
    }

    fn is_refused_as_missing(&self) -> bool {
        self.is_refused() && self.trouble.as_ref().is_some_and(|error| error.code == "NoSuchJob")
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
        self.looks_again = 0;
        self.send(account, now)
    }

    /// The change did not take effect: it is requested again if the failure was transient, or if the job was not ready for it and is now.
    fn act_again(&mut self, account: &mut Account, now: u64, standing: &Standing) -> Step {
        let is_transient = self.trouble.as_ref().is_some_and(|error| error.retryable);
        let was_early = self.mode == Mode::EnsureStatus && self.refusal == Refusal::Explained;
        let may_retry = is_transient || (was_early && *standing == (Standing::Open { may_refuse: false }));
        if may_retry && self.sent < self.limits.max_attempts && account.budget.take() {
            return self.act(account, now);
        }
        self.give_up()
    }
}

/// The token of a creation belongs to a job that is not the requested one.
fn other_job(job_id: &str, difference: &str) -> Error {
    let message = format!(
        "the clientRequestToken belongs to job {job_id} already, whose {difference} is different. Look at that job with \
         describeJob, and use another token for another job."
    );
    Error::new(ErrorKind::Service, "InvalidRequest", message)
}
