//! How a call ends: the forms of its result and of its error.

use alloc::borrow::ToOwned;
use alloc::vec::Vec;

use super::{Call, Doubt, Mode, Step};
use crate::error::{Effect, Error};
use crate::jobs::Repeat;
use crate::json::to_json;
use crate::text::concat;
use crate::value::Value;

impl Call {
    /// The action's own answer is a success.
    pub(super) fn succeed(&self, result: Value<'_>) -> Step {
        self.done(result, true, false)
    }

    /// The answer was lost, but an inquiry showed that the change holds.
    pub(super) fn reconcile(&self, result: Value<'static>) -> Step {
        self.done(self.with_request_id(result), self.doubt != Doubt::None, true)
    }

    /// What the call wants to hold holds already.
    pub(super) fn already(&self, result: Value<'static>) -> Step {
        self.done(self.with_request_id(result), false, false)
    }

    /// An inquiry's finding with the id of the request that told it.
    fn with_request_id(&self, mut result: Value<'static>) -> Value<'static> {
        result.push("requestId", Value::text(self.request_id.clone().unwrap_or_default()));
        result
    }

    fn done(&self, mut result: Value<'_>, changed: bool, reconciled: bool) -> Step {
        if self.mode == Mode::Goal {
            let property = |name| result.get_text(name).map(|text| (name, Value::text(text.to_owned())));
            let mut properties: Vec<_> = ["jobId", "status", "requestId"].into_iter().filter_map(property).collect();
            properties.push(("changed", Value::Flag(changed)));
            return Step::Done(Ok(to_json(&Value::Object(properties))));
        }
        if self.action.repeat() != Repeat::Read {
            result.push("attempts", Value::Number(self.sent.into()));
            result.push("reconciled", Value::Flag(reconciled));
        }
        Step::Done(Ok(to_json(&result)))
    }

    /// Ends the call with what was wrong.
    pub(super) fn give_up(&mut self) -> Step {
        match self.trouble.take() {
            Some(error) => self.fail(error),
            None => self.fail(Error::input("the call had nothing left to do")),
        }
    }

    /// Ends the call with an error of this side; what was sent before stays open.
    pub(super) fn fail_without_sending(&mut self, error: Error) -> Step {
        let error = self.trouble.take().unwrap_or(error);
        self.fail(error)
    }

    /// Ends the call with `error`, told from this call's point of view.
    fn fail(&self, mut error: Error) -> Step {
        error.effect = if self.doubt == Doubt::None { Effect::None } else { Effect::Unknown };
        error.action = Some(self.action.name());
        error.attempts = self.sent;
        let subject = match self.action.job_id() {
            Some(job_id) => concat(&[self.action.name(), " of job ", job_id]),
            None => self.action.name().to_owned(),
        };
        let advice = match error.effect {
            Effect::Unknown => " The change may have happened: look with describeJob before you repeat it.",
            Effect::None => "",
        };
        error.message = concat(&[&subject, ": ", &error.message, advice]);
        Step::Done(Err(error))
    }
}
