//! The engine of one call: a state machine that does no I/O.
//!
//! Whoever drives it tells it what happened, and each time it says what to do next:
//!
//! ```text
//! begin ──► Credentials ──on_credentials──► Send ──on_response, on_failure──► Done
//!    └────────────────────────────────────►┘  ▲                        │
//!                                             └──on_time── Wait ◄──────┘
//! ```
//!
//! A change whose answer was lost is not repeated blindly: the engine first asks the service whether the change holds
//! (see [`Inquiry`]). Time and randomness are arguments, so a faulty network can be played through in no time.

use alloc::boxed::Box;
use alloc::string::String;

mod judge;
mod outcome;
mod reconcile;
pub mod retry;
mod secrets;
mod service_error;

use crate::client::{CallLimits, Client, Expiry, Signed};
use crate::credentials::Credentials;
use crate::error::{Effect, Error};
use crate::jobs::inquiry::Inquiry;
use crate::jobs::{Action, Repeat};
use crate::json::Object;
use crate::request::{Outgoing, Response};
use judge::Trouble;
use secrets::Secrets;

/// The largest answer that is read, in bytes. A page of 1,000 jobs has less than 2 MiB.
pub const MAX_RESPONSE: usize = 16 * 1024 * 1024;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Get credentials, then call [`Call::on_credentials`].
    Credentials,
    /// Show this description of a request to whoever signs it, then call [`Call::on_signed`].
    Authorize(Object),
    /// Send this within the call's timeout, then call [`Call::on_response`] or [`Call::on_failure`].
    Send(Outgoing),
    /// Wait until then, in unix milliseconds of the local clock, then call [`Call::on_time`].
    Wait(u64),
    /// The call is over: its result as JSON, or why it failed.
    Done(Result<String, Error>),
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

/// How a call goes about its change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// It asks for the change, and what the service says of that is the outcome.
    Event,
    /// It wants the change to hold: it looks first, and what holds already is a success.
    Goal,
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
    /// How far the service's clock is ahead of the local one, in milliseconds, as it told last.
    ahead: Option<i64>,
    /// The latest time that this call was told, in unix milliseconds of the local clock.
    latest: u64,
    /// Whether the local clock was set back meanwhile.
    set_back: bool,
    /// Whether one of them may have taken effect although no answer said so.
    doubt: Doubt,
    /// What was wrong with the last of them.
    trouble: Option<Error>,
    /// How many requests failed in a row, of either phase.
    failures: u32,
    /// What was wrong with the last request, whichever it was, for whoever watches.
    last_error: Option<Error>,
    /// The id of the last request that was answered.
    request_id: Option<String>,
    /// What nobody may read of the last request that was sent.
    secrets: Secrets,
    /// What the call may do only once.
    once: Once,
}

/// Why a change may have happened although no answer said so; the worse, the greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Doubt {
    /// It can't.
    None,
    /// It was refused because of the job's state, and a copy of the request may have come first.
    Refused,
    /// An answer was lost.
    Lost,
}

/// Which request is the next.
enum Phase {
    /// The action's own.
    Act,
    /// A question whether the change holds.
    Ask { inquiry: Box<dyn Inquiry>, question: Box<dyn Action>, asked: u32 },
}

/// What a call may do only once, lest it goes on for ever.
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
            trouble: None,
            failures: 0,
            last_error: None,
            request_id: None,
            secrets: Secrets::default(),
            once: Once::default(),
        }
    }

    /// The action whose request is sent next or was sent last: the call's own, or a question about it.
    pub fn sending(&self) -> &'static str {
        self.next_action().name()
    }

    /// How many times the request of [`Call::sending`] was sent.
    pub fn attempt(&self) -> u32 {
        match &self.phase {
            Phase::Act => self.sent,
            Phase::Ask { asked, .. } => *asked,
        }
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self) -> u64 {
        self.limits.timeout
    }

    /// What was wrong with the request that was sent last, if anything was.
    pub fn last_error(&self) -> Option<&Error> {
        self.last_error.as_ref()
    }

    /// The id of the request that was answered last, if the answer told it.
    pub fn request_id(&self) -> Option<&str> {
        self.request_id.as_deref()
    }

    /// Begins the call at `now`, in unix milliseconds of the local clock.
    pub fn begin(&mut self, client: &mut Client, now: u64) -> Step {
        if self.mode == Mode::Goal {
            return self.inquire(client, now, 0);
        }
        self.send(client, now)
    }

    /// Goes on with the credentials that came, or with the error that came instead.
    pub fn on_credentials(
        &mut self,
        client: &mut Client,
        now: u64,
        answer: Result<(Credentials, Expiry), Error>,
    ) -> Step {
        match answer {
            Ok((credentials, expiry)) => {
                client.set_credentials(credentials, expiry);
                self.sign(client, now)
            }
            Err(error) => {
                client.credentials_failed(now);
                self.fail_without_sending(error)
            }
        }
    }

    /// Goes on with the signature that came, or with the error that came instead.
    pub fn on_signed(&mut self, client: &mut Client, now: u64, answer: Result<Signed, Error>) -> Step {
        match answer {
            Ok(signed) => {
                self.count(now);
                let outgoing = client.signed_elsewhere(&self.next_action().build(), &signed);
                self.hand_out(client, outgoing)
            }
            Err(error) => self.fail_without_sending(error),
        }
    }

    /// Goes on after a [`Step::Wait`].
    pub fn on_time(&mut self, client: &mut Client, now: u64) -> Step {
        self.send(client, now)
    }

    /// Takes the answer.
    pub fn on_response(&mut self, client: &mut Client, now: u64, response: &Response) -> Step {
        self.notice(now);
        self.last_error = None;
        let facts = judge::facts(response, &self.secrets);
        self.request_id.clone_from(&facts.request_id);
        match judge::judge(self.next_action(), response, &facts, &self.secrets) {
            Ok(result) => {
                self.hear_clock(judge::date(response), now);
                client.budget.reward();
                self.failures = 0;
                match &self.phase {
                    Phase::Act => self.succeed(result),
                    Phase::Ask { .. } => self.learn(client, now, Some(&result)),
                }
            }
            Err(trouble) => self.on_trouble(client, now, trouble),
        }
    }

    /// Takes notice that no answer came.
    pub fn on_failure(&mut self, client: &mut Client, now: u64, failure: Failure) -> Step {
        self.notice(now);
        let trouble = judge::no_answer(failure, self.limits.timeout);
        self.on_trouble(client, now, trouble)
    }

    /// Sends the next request, as soon as there are credentials for it.
    fn send(&mut self, client: &mut Client, now: u64) -> Step {
        if client.signs_elsewhere() {
            let action = self.next_action();
            return Step::Authorize(client.describe(action.name(), action.job_id(), &action.build()));
        }
        if client.has_credentials(now) {
            return self.sign(client, now);
        }
        match client.credentials_pause(now) {
            Some(until) => Step::Wait(until),
            None => Step::Credentials,
        }
    }

    fn sign(&mut self, client: &mut Client, now: u64) -> Step {
        self.count(now);
        match client.sign(&self.next_action().build(), now) {
            Ok(outgoing) => self.hand_out(client, outgoing),
            Err(error) => self.fail_without_sending(error),
        }
    }

    /// Hands out a request, and remembers what must not be repeated of it.
    fn hand_out(&mut self, client: &Client, outgoing: Outgoing) -> Step {
        self.secrets = Secrets::new(outgoing.clone(), client.credentials());
        Step::Send(outgoing)
    }

    fn next_action(&self) -> &dyn Action {
        match &self.phase {
            Phase::Act => self.action.as_ref(),
            Phase::Ask { question, .. } => question.as_ref(),
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
            Phase::Ask { asked, .. } => *asked = asked.saturating_add(1),
        }
    }

    /// Decides about an answer that is no success.
    fn on_trouble(&mut self, client: &mut Client, now: u64, trouble: Trouble) -> Step {
        self.failures = self.failures.saturating_add(1);
        self.last_error = Some(trouble.error.clone());
        self.hear_clock(trouble.service_time, now);
        if self.attempt() < self.limits.max_attempts && self.mend(client, now, &trouble) {
            return self.send(client, now);
        }
        match &self.phase {
            Phase::Act => self.on_refused_or_lost(client, now, trouble),
            Phase::Ask { .. } if trouble.error.code == "NoSuchJob" => self.learn(client, now, None),
            Phase::Ask { .. } => self.on_unanswered_question(client, now, trouble),
        }
    }

    /// Mends what a rejection says is wrong with the clock or the keys; each only once a call.
    fn mend(&mut self, client: &mut Client, now: u64, trouble: &Trouble) -> bool {
        if trouble.clock_is_wrong && !self.once.clock_corrected {
            self.once.clock_corrected = true;
            if let Some(service_time) = trouble.service_time {
                client.learn_clock(service_time, now);
                return true;
            }
            return false;
        }
        if trouble.keys_are_rejected && !self.once.credentials_refreshed {
            self.once.credentials_refreshed = true;
            return client.drop_credentials();
        }
        false
    }

    /// The action's own request was refused, or its answer was lost.
    fn on_refused_or_lost(&mut self, client: &mut Client, now: u64, trouble: Trouble) -> Step {
        let Trouble { error, retry_after, depends_on_state, .. } = trouble;
        let may_retry = error.retryable && self.sent < self.limits.max_attempts;
        let lost = error.effect == Effect::Unknown;
        self.trouble = Some(error);
        match self.action.repeat() {
            Repeat::Read => self.retry(client, now, may_retry, retry_after),
            Repeat::ByToken if lost && may_retry => {
                self.doubt = Doubt::Lost;
                self.retry(client, now, may_retry, retry_after)
            }
            _ if lost => {
                self.doubt = Doubt::Lost;
                let pause = retry::wait(self.failures, client.random(), retry_after);
                self.inquire(client, now, pause)
            }
            _ if depends_on_state => {
                self.doubt = self.doubt.max(Doubt::Refused);
                self.inquire(client, now, 0)
            }
            _ => self.retry(client, now, may_retry, retry_after),
        }
    }

    /// Sends the present request again after a pause, if that is allowed; else ends the call.
    fn retry(&mut self, client: &mut Client, now: u64, may_retry: bool, retry_after: Option<u64>) -> Step {
        if !may_retry || !client.budget.take() {
            return self.give_up();
        }
        let pause = retry::wait(self.failures, client.random(), retry_after);
        Step::Wait(now.saturating_add(pause))
    }

    /// Takes notice of the local time.
    fn notice(&mut self, now: u64) {
        self.set_back |= now < self.latest;
        self.latest = now;
    }

    /// Takes notice of the service's time, in unix seconds, if an answer told it.
    fn hear_clock(&mut self, service_time: Option<u64>, now: u64) {
        let ahead = service_time.and_then(|seconds| seconds.saturating_mul(1000).checked_signed_diff(now));
        self.ahead = ahead.or(self.ahead);
    }
}
