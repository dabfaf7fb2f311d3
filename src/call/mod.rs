//! The engine of one call: a state machine that does no I/O.
//!
//! The caller tells it what happened, and it returns what to do next:
//!
//! ```text
//! begin ──► Credentials ──on_credentials──► Send ──on_response, on_failure──► Done
//!    └────────────────────────────────────►┘  ▲                        │
//!                                             ├──on_time───── Wait ◄───┤
//!                                             └──on_selected─ Select ◄─┘
//! ```
//!
//! A change whose answer was lost is not repeated blindly: the engine first asks the service whether the change took effect
//! (see [`Probe`]). Time and randomness are arguments, so a faulty network can be simulated without waiting.

mod answer;
mod outcome;
mod reconcile;
mod service_error;
mod trouble;

use std::rc::Rc;

use crate::account::{Account, CallLimits};
use crate::credentials::{Credentials, Expiry, ForeignSignature};
use crate::error::{Effect, Error};
use crate::http::{Response, SignedRequest};
use crate::jobs::probe::{Probe, Standing};
use crate::jobs::{Action, Repeat};
use crate::model::Value;
use crate::redact::Redactor;
use crate::retry;
use trouble::{Trouble, broken_body, no_answer, no_connection};

/// The largest answer that is read, in bytes. A page of 1,000 jobs has less than 2 MiB.
pub const MAX_RESPONSE: usize = 16 * 1024 * 1024;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Get credentials, then call [`Call::on_credentials`].
    Credentials,
    /// Give this description of a request to the function that signs it, then call [`Call::on_signed`].
    Authorize(Value),
    /// Send this within the call's timeout, then call [`Call::on_response`] or [`Call::on_failure`].
    Send(Rc<SignedRequest>),
    /// Wait until then, in unix milliseconds of the local clock, then call [`Call::on_time`].
    Wait(u64),
    /// A look before a change showed this job. Decide whether it is still meant, then call [`Call::on_selected`].
    Select(Value),
    /// The call is over: its result, or why it failed.
    Done(Result<Value, Error>),
}

/// Why no answer came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Failure {
    /// The connection could not be made, or broke before the answer was complete.
    Network,
    /// The time for one attempt was over.
    Timeout,
    /// The answer was larger than [`MAX_RESPONSE`].
    TooLarge,
}

/// What counts as the success of a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// The service accepts the change. What it answers is the outcome.
    Change,
    /// The job is in the requested status. The call looks first, and a job that is already in that status is a success.
    EnsureStatus,
    /// The request is signed for a caller who sends it at some later time.
    Prepare,
}

/// One call of an action.
pub struct Call {
    action: Box<dyn Action>,
    mode: Mode,
    limits: CallLimits,
    phase: Phase,
    /// How many times the action's request was sent.
    sent: u32,
    /// When it was first sent, in unix milliseconds of the local clock.
    first_sent: u64,
    /// How far the service's clock is ahead of the local one, in milliseconds, by the latest answer with a date.
    ahead: Option<i64>,
    /// The latest time that this call has seen, in unix milliseconds of the local clock.
    latest: u64,
    /// Whether the local clock was set back during the call.
    set_back: bool,
    /// Whether the change may have happened although no answer confirmed it.
    doubt: Doubt,
    /// Whether the last copy of the change was refused because of the job's state.
    refusal: Refusal,
    /// Finds out whether the change took effect. It remembers what it has seen. Few calls need one.
    probe: Option<Box<dyn Probe>>,
    /// How many times the probe was begun again because its result contradicted an answer.
    looks_again: usize,
    /// The status that the last look at the job showed.
    job_status: Option<String>,
    /// Whether that look showed that the requested state holds.
    is_reached: bool,
    /// Whether the caller selects the job by each look before a change.
    is_selective: bool,
    /// The state of the change before it was first sent, if a look showed it.
    before: Option<Standing>,
    /// The state of the change while the caller decides whether the job is meant.
    selecting: Option<Standing>,
    /// The last failure of the action's request.
    trouble: Option<Error>,
    /// How many requests failed in a row, in either phase.
    failures: u32,
    /// The failure of the last request, for the `onAttempt` event.
    last_error: Option<Error>,
    /// The id of the last request that was answered.
    request_id: Option<String>,
    /// Removes the secrets of the last request from texts.
    redactor: Redactor,
    /// Recoveries that were used.
    once: Once,
}

/// Why a change may have happened although no answer confirmed it, from the weakest doubt to the strongest.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// It cannot have happened.
    None,
    /// It was refused because of the job's state. The reason may be an earlier copy of the request.
    Refused,
    /// An answer was lost.
    Lost,
}

/// Whether a change was refused because of the job's state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Refusal {
    /// It was not.
    None,
    /// It was, and no look has shown why.
    Unexplained,
    /// It was, and a look showed a state of the job in which the service may refuse it.
    Explained,
}

/// Which request is the next.
enum Phase {
    /// The action's own.
    Act,
    /// A request of the probe.
    Probe { look: Box<dyn Action>, sent: u32 },
}

/// Recoveries that are allowed once per call, so that every call ends.
#[derive(Default)]
struct Once {
    clock_corrected: bool,
    credentials_refreshed: bool,
}

impl Call {
    /// A call of `action`.
    pub fn new(action: Box<dyn Action>, mode: Mode, limits: CallLimits) -> Self {
        Self {
            action,
            mode,
            limits,
            phase: Phase::Act,
            sent: 0,
            first_sent: 0,
            ahead: None,
            latest: 0,
            set_back: false,
            doubt: Doubt::None,
            refusal: Refusal::None,
            probe: None,
            looks_again: 0,
            job_status: None,
            is_reached: false,
            is_selective: false,
            before: None,
            selecting: None,
            trouble: None,
            failures: 0,
            last_error: None,
            request_id: None,
            redactor: Redactor::default(),
            once: Once::default(),
        }
    }

    /// Lets the caller decide by each look before a change whether the job is still meant: see [`Step::Select`].
    #[must_use]
    pub fn selective(mut self) -> Self {
        self.is_selective = true;
        self
    }

    /// The action whose request is sent next or was sent last: the call's own, or one of its probe.
    pub fn sending(&self) -> &'static str {
        self.next_action().name()
    }

    /// How many times the request of [`Call::sending`] was sent.
    pub fn attempt(&self) -> u32 {
        match &self.phase {
            Phase::Act => self.sent,
            Phase::Probe { sent, .. } => *sent,
        }
    }

    /// Whether the action's own request was sent.
    pub fn is_sent(&self) -> bool {
        self.sent > 0
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self) -> u64 {
        self.limits.timeout
    }

    /// The failure of the request that was sent last, if it failed.
    pub fn last_error(&self) -> Option<&Error> {
        self.last_error.as_ref()
    }

    /// The id of the request that was answered last, if the answer contained it.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Begins the call at `now`, in unix milliseconds of the local clock.
    pub fn begin(&mut self, account: &mut Account, now: u64) -> Step {
        if self.mode == Mode::EnsureStatus {
            return self.probe(account, now, 0);
        }
        self.send(account, now)
    }

    /// Continues with the credentials, or with the error of the credentials function.
    pub fn on_credentials(
        &mut self,
        account: &mut Account,
        now: u64,
        answer: Result<(Credentials, Expiry), Error>,
    ) -> Step {
        match answer {
            Ok((credentials, expiry)) => {
                account.set_credentials(credentials, expiry);
                self.sign(account, now)
            }
            Err(error) => {
                account.keys.on_function_failed(now);
                self.fail_without_sending(error)
            }
        }
    }

    /// Continues with the signature, or with the error of the function that signs.
    pub fn on_signed(&mut self, account: &mut Account, now: u64, answer: Result<ForeignSignature, Error>) -> Step {
        match answer {
            Ok(signature) => {
                self.count(now);
                let request = account.sign_with(&self.next_action().build(), signature);
                self.hand_out(account, request)
            }
            Err(error) => self.fail_without_sending(error),
        }
    }

    /// Continues after a [`Step::Wait`].
    pub fn on_time(&mut self, account: &mut Account, now: u64) -> Step {
        self.send(account, now)
    }

    /// Takes the answer.
    pub fn on_response(&mut self, account: &mut Account, now: u64, response: &Response) -> Step {
        self.notice(now);
        self.last_error = None;
        let facts = answer::facts(response, &self.redactor);
        self.request_id.clone_from(&facts.request_id);
        match answer::read(self.next_action(), response, &facts, &self.redactor) {
            Ok(result) => {
                self.note_service_time(response.date(), now);
                account.budget.reward();
                self.failures = 0;
                match &self.phase {
                    Phase::Act => self.succeed(result),
                    Phase::Probe { .. } => self.on_probe_answer(account, now, Some(&result)),
                }
            }
            Err(trouble) => self.on_trouble(account, now, trouble),
        }
    }

    /// No answer came.
    pub fn on_failure(&mut self, account: &mut Account, now: u64, failure: Failure) -> Step {
        self.notice(now);
        let trouble = no_answer(failure, self.limits.timeout);
        self.on_trouble(account, now, trouble)
    }

    /// No answer came, for this reason, which is a text of the host.
    pub fn on_no_connection(&mut self, account: &mut Account, now: u64, reason: &str) -> Step {
        self.notice(now);
        let trouble = no_connection(&self.redactor.printable(reason));
        self.on_trouble(account, now, trouble)
    }

    /// The head of an answer arrived, but its body could not be read, for this reason, which is a text of the host.
    pub fn on_broken_body(&mut self, account: &mut Account, now: u64, head: &Response, reason: &str) -> Step {
        self.notice(now);
        let facts = answer::facts(head, &self.redactor);
        self.request_id.clone_from(&facts.request_id);
        let trouble = broken_body(facts, &self.redactor.printable(reason));
        self.on_trouble(account, now, trouble)
    }

    /// Sends the next request, as soon as there are credentials for it.
    fn send(&mut self, account: &mut Account, now: u64) -> Step {
        if account.signs_elsewhere() {
            let action = self.next_action();
            return Step::Authorize(account.service.describe(action.name(), action.job_id(), &action.build()));
        }
        if account.keys.may_sign(account.service_time(now)) {
            return self.sign(account, now);
        }
        match account.keys.pause_end(now) {
            Some(until) => Step::Wait(until),
            None => Step::Credentials,
        }
    }

    fn sign(&mut self, account: &mut Account, now: u64) -> Step {
        self.count(now);
        let is_change = self.next_action().definition().repeat != Repeat::Read;
        let sent_within = (is_change && self.mode != Mode::Prepare).then_some(self.limits.timeout);
        match account.sign(&self.next_action().build(), sent_within, now) {
            Ok(request) => self.hand_out(account, request),
            Err(error) => self.fail_without_sending(error),
        }
    }

    /// Returns a request to be sent, and remembers its secrets.
    fn hand_out(&mut self, account: &Account, request: SignedRequest) -> Step {
        let request = Rc::new(request);
        self.redactor = Redactor::new(request.clone(), account.keys.credentials());
        Step::Send(request)
    }

    fn next_action(&self) -> &dyn Action {
        match &self.phase {
            Phase::Act => self.action.as_ref(),
            Phase::Probe { look, .. } => look.as_ref(),
        }
    }

    /// Counts the request that is about to be sent.
    fn count(&mut self, now: u64) {
        self.notice(now);
        match &mut self.phase {
            Phase::Act => {
                if self.sent == 0 {
                    self.first_sent = now;
                }
                self.sent = self.sent.saturating_add(1);
            }
            Phase::Probe { sent, .. } => *sent = sent.saturating_add(1),
        }
    }

    /// Decides what to do after a failed request.
    fn on_trouble(&mut self, account: &mut Account, now: u64, trouble: Trouble) -> Step {
        self.failures = self.failures.saturating_add(1);
        self.last_error = Some(trouble.error.clone());
        self.note_service_time(trouble.service_time, now);
        // The next calls need the correction, also if this one may not send its request again.
        if self.recover(account, now, &trouble) && self.attempt() < self.limits.max_attempts {
            return self.send(account, now);
        }
        match &self.phase {
            Phase::Act => self.on_refused_or_lost(account, now, trouble),
            Phase::Probe { .. } if trouble.error.code == "NoSuchJob" => self.on_probe_answer(account, now, None),
            Phase::Probe { .. } => self.on_failed_probe(account, now, trouble),
        }
    }

    /// Corrects the clock or drops the keys if a refusal says that they are wrong; each only once per call. Returns whether
    /// the request may be sent again.
    fn recover(&mut self, account: &mut Account, now: u64, trouble: &Trouble) -> bool {
        if trouble.clock_is_wrong && !self.once.clock_corrected {
            self.once.clock_corrected = true;
            if let Some(service_time) = trouble.service_time {
                account.correct_clock(service_time, now);
                return true;
            }
            return false;
        }
        if trouble.keys_are_rejected && !self.once.credentials_refreshed {
            self.once.credentials_refreshed = true;
            return account.keys.forget_rejected(self.redactor.credentials());
        }
        false
    }

    /// The action's own request was refused, or its answer was lost.
    fn on_refused_or_lost(&mut self, account: &mut Account, now: u64, trouble: Trouble) -> Step {
        let Trouble { error, retry_after, depends_on_state, .. } = trouble;
        let may_retry = error.retryable && self.sent < self.limits.max_attempts;
        let lost = error.effect == Effect::Unknown;
        self.trouble = Some(error);
        self.refusal = if depends_on_state && !lost { Refusal::Unexplained } else { Refusal::None };
        match self.action.definition().repeat {
            Repeat::Read => self.retry(account, now, may_retry, retry_after),
            Repeat::ByToken if lost && may_retry => {
                self.doubt = Doubt::Lost;
                self.retry(account, now, may_retry, retry_after)
            }
            _ if lost => {
                self.doubt = Doubt::Lost;
                let pause = retry::pause(self.failures, account.random(), retry_after);
                self.probe(account, now, pause)
            }
            _ if depends_on_state => {
                self.doubt = self.doubt.max(Doubt::Refused);
                self.probe(account, now, 0)
            }
            _ => self.retry(account, now, may_retry, retry_after),
        }
    }

    /// Sends the same request again after a pause, if that is allowed. Otherwise the call ends.
    fn retry(&mut self, account: &mut Account, now: u64, may_retry: bool, retry_after: Option<u64>) -> Step {
        if !may_retry || !account.budget.take() {
            return self.give_up();
        }
        let pause = retry::pause(self.failures, account.random(), retry_after);
        Step::Wait(now.saturating_add(pause))
    }

    /// Records the local time.
    fn notice(&mut self, now: u64) {
        self.set_back |= now < self.latest;
        self.latest = now;
    }

    /// Records the service's time, in unix seconds, if an answer told it.
    fn note_service_time(&mut self, service_time: Option<u64>, now: u64) {
        let ahead = service_time.and_then(|seconds| seconds.saturating_mul(1000).checked_signed_diff(now));
        self.ahead = ahead.or(self.ahead);
    }
}
