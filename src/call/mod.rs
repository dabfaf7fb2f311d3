//! The engine of one call: a state machine that does no I/O.
//!
//! Whoever drives it tells it what happened, and each time it says what to do next:
//!
//! ```text
//! begin ──► Credentials ──on_credentials──► Send ──on_response, on_failure──► Done
//!    └────────────────────────────────────►┘
//! ```
//!
//! Time is an argument, so a faulty network can be played through without waiting for it.

mod judge;
mod service_error;

use crate::client::{Client, Expiry, Outgoing};
use crate::credentials::Credentials;
use crate::error::{AnswerFacts, Effect, Error, ErrorKind};
use crate::jobs::{Action, Repeat};
use crate::json::to_json;
use crate::request::Response;
use crate::value::Value;

/// The largest answer that is read, in bytes. A page of 1,000 jobs has less than 2 MiB.
pub const MAX_RESPONSE: usize = 16 * 1024 * 1024;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Get credentials, then call [`Call::on_credentials`].
    Credentials,
    /// Send this within the call's timeout, then call [`Call::on_response`] or [`Call::on_failure`].
    Send(Outgoing),
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

/// One call of an action.
pub struct Call {
    action: Box<dyn Action>,
    timeout: u64,
    attempts: u32,
}

impl Call {
    /// A call of `action`; `timeout` is for one attempt, in milliseconds.
    pub fn new(action: Box<dyn Action>, timeout: u64) -> Self {
        Self { action, timeout, attempts: 0 }
    }

    /// The action's name.
    pub fn action(&self) -> &'static str {
        self.action.name()
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self) -> u64 {
        self.timeout
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.attempts
    }

    /// Begins the call at `now`, in unix milliseconds of the local clock.
    pub fn begin(&mut self, client: &mut Client, now: u64) -> Step {
        if client.has_credentials(now) { self.send(client, now) } else { Step::Credentials }
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
                self.send(client, now)
            }
            Err(error) => self.fail(error),
        }
    }

    /// Takes the answer.
    pub fn on_response(&mut self, response: &Response) -> Step {
        match judge::judge(self.action.as_ref(), response) {
            Ok(mut result) => {
                if self.action.repeat() == Repeat::Change {
                    result.push("attempts", Value::Number(self.attempts.into()));
                    result.push("reconciled", Value::Flag(false));
                }
                Step::Done(Ok(to_json(&result)))
            }
            Err(error) => self.fail(error),
        }
    }

    /// Takes notice that no answer came.
    pub fn on_failure(&mut self, failure: Failure) -> Step {
        let (kind, code, message) = match failure {
            Failure::Network => (
                ErrorKind::Network,
                "NetworkError",
                "no answer came: the connection failed. Check the endpoint and the network; in a browser, also that \
                 the endpoint allows this page's origin (CORS)."
                    .to_owned(),
            ),
            Failure::Timeout => (ErrorKind::Timeout, "Timeout", format!("no answer came within {} ms.", self.timeout)),
            Failure::TooLarge => (
                ErrorKind::Response,
                "ResponseTooLarge",
                format!("the answer is larger than {MAX_RESPONSE} bytes and was not read."),
            ),
        };
        let mut error = Error::new(kind, code, message);
        error.retryable = failure != Failure::TooLarge;
        error.effect = Effect::Unknown;
        self.fail(error)
    }

    fn send(&mut self, client: &mut Client, now: u64) -> Step {
        match client.sign(self.action.build(), now) {
            Ok(outgoing) => {
                self.attempts = self.attempts.saturating_add(1);
                Step::Send(outgoing)
            }
            Err(error) => self.fail(error),
        }
    }

    /// Ends the call with `error`, told from this call's point of view.
    fn fail(&self, mut error: Error) -> Step {
        if self.action.repeat() == Repeat::Read {
            error.effect = Effect::None;
        }
        error.action = Some(self.action.name());
        error.attempts = self.attempts;
        let subject = match self.action.job_id() {
            Some(job_id) => format!("{} of job {job_id}", self.action.name()),
            None => self.action.name().to_owned(),
        };
        let advice = match error.effect {
            Effect::Unknown => " The change may have happened: look with describeJob before you repeat it.",
            Effect::None => "",
        };
        error.message = format!("{subject}: {}{advice}", error.message);
        Step::Done(Err(error))
    }
}

/// What an answer says about itself.
fn facts(response: &Response) -> AnswerFacts {
    AnswerFacts {
        status_code: response.status,
        request_id: response.headers.request_id.clone(),
        trace_id: response.headers.trace_id.clone(),
        resource: None,
    }
}
