//! The end of a call: its result or its error.

use super::{Call, Doubt, Mode, Step};
use crate::error::{Effect, Error};
use crate::jobs::Repeat;
use crate::model::{Status, Value};

impl Call {
    /// The action's own answer is a success.
    pub(super) fn succeed(&self, result: Value) -> Step {
        self.done(result, true, false)
    }

    /// The answer was lost, but a probe showed that the change took effect.
    pub(super) fn reconcile(&self, result: Value) -> Step {
        self.done(self.with_request_id(result), self.doubt != Doubt::None, true)
    }

    /// The job is already in the requested state.
    pub(super) fn already(&self, result: Value) -> Step {
        self.done(self.with_request_id(result), false, false)
    }

    /// The finding of a probe together with the id of the probe's last request.
    fn with_request_id(&self, result: Value) -> Value {
        result.with("requestId", self.request_id.as_deref().unwrap_or_default())
    }

    fn done(&self, mut result: Value, changed: bool, reconciled: bool) -> Step {
        if self.mode == Mode::EnsureStatus {
            let property = |outcome: Value, name| outcome.with_optional(name, result.get_text(name));
            let outcome = ["jobId", "status", "requestId"].into_iter().fold(Value::object(), property);
            result = outcome.with("changed", changed);
        } else if self.action.definition().repeat != Repeat::Read {
            result = result.with("attempts", self.sent).with("reconciled", reconciled);
        }
        Step::Done(Ok(result))
    }

    /// The job is not meant any more, and nothing was sent.
    pub(super) fn skip(&self) -> Step {
        let result = Value::object().with_optional("jobId", self.action.job_id());
        let result = result.with_optional("status", self.job_status.as_deref());
        Step::Done(Ok(self.with_request_id(result).with("changed", false).with("skipped", true)))
    }

    /// Ends the call with the last failure of its own request.
    pub(super) fn give_up(&mut self) -> Step {
        match self.trouble.take() {
            Some(error) => self.fail(error),
            None => self.fail(Error::input("the call had nothing left to do")),
        }
    }

    /// Ends the call with an error that occurred before a request was sent. An earlier failure has priority, because its
    /// request may have taken effect.
    pub(super) fn fail_without_sending(&mut self, error: Error) -> Step {
        let error = self.trouble.take().unwrap_or(error);
        self.fail(error)
    }

    /// Ends the call with `error`, and tells what to do.
    pub(super) fn fail(&self, error: Error) -> Step {
        let is_unknown = self.doubt != Doubt::None;
        let advice = match self.action.token() {
            Some(_) if is_unknown => {
                " The job may have been created: repeat the call with the clientRequestToken of this error, which finds \
                 that job and never creates a second one."
            }
            _ if is_unknown && self.is_reached => " An earlier copy of this request may have caused that.",
            _ if is_unknown => " The change may have happened: look with describeJob before you repeat it.",
            _ if error.code == "InvalidRequest" && self.job_status.is_none() && self.action.job_id().is_some() => {
                " The job may have ended already, or its present status does not allow this change: look with describeJob."
            }
            _ if error.code == "InvalidRequest" => self.advice_by_status(),
            _ => "",
        };
        self.end(error, advice)
    }

    /// What to do if the status that a look showed does not allow the change.
    fn advice_by_status(&self) -> &'static str {
        match self.job_status.as_deref().and_then(Status::parse) {
            _ if self.is_reached => "",
            Some(status) if status.is_final() => " A job that has ended cannot be changed any more.",
            Some(Status::New | Status::Preparing) => {
                " The job is still being prepared: try again when it is Suspended or Ready."
            }
            _ => "",
        }
    }

    /// Ends the call with `error`, completed with the facts of this call.
    pub(super) fn end(&self, mut error: Error, advice: &str) -> Step {
        error.effect = if self.doubt == Doubt::None { Effect::None } else { Effect::Unknown };
        error.client_request_token = self.action.token().filter(|_| error.effect == Effect::Unknown).map(str::to_owned);
        // If the change was not sent, the look before it has failed.
        let action = if self.sent == 0 { self.next_action() } else { self.action.as_ref() };
        error.action = Some(action.name());
        error.attempts = self.sent;
        let subject = match action.job_id() {
            Some(job_id) => format!("{} of job {job_id}", action.name()),
            None => action.name().to_owned(),
        };
        let seen = match &self.job_status {
            Some(status) if self.is_reached => format!(" The requested state holds already: the job is {status}."),
            Some(status) => format!(" The last look showed that the job is {status}."),
            None if self.is_reached => " The requested state holds already: there is no such job.".to_owned(),
            None => String::new(),
        };
        error.message = format!("{subject}: {}{seen}{advice}", error.message);
        error.job_status.clone_from(&self.job_status);
        Step::Done(Err(error))
    }
}
