//! How a call ends: the forms of its result and of its error.

use alloc::borrow::ToOwned;

use super::{Call, Doubt, Mode, Step};
use crate::error::{Effect, Error};
use crate::jobs::Repeat;
use crate::jobs::model::OUTCOME;
use crate::json::Object;
use crate::text::concat;

impl Call {
    /// The action's own answer is a success.
    pub(super) fn succeed(&self, result: Object) -> Step {
        self.done(result, true, false)
    }

    /// The answer was lost, but an inquiry showed that the change holds.
    pub(super) fn reconcile(&self, result: Object) -> Step {
        self.done(self.with_request_id(result), self.doubt != Doubt::None, true)
    }

    /// What the call wants to hold holds already.
    pub(super) fn already(&self, result: Object) -> Step {
        self.done(self.with_request_id(result), false, false)
    }

    /// An inquiry's finding with the id of the request that told it.
    fn with_request_id(&self, result: Object) -> Object {
        result.text("requestId", self.request_id.as_deref().unwrap_or_default())
    }

    fn done(&self, mut result: Object, changed: bool, reconciled: bool) -> Step {
        if self.mode == Mode::Goal {
            let found = result.read(OUTCOME);
            let property = |outcome: Object, name| outcome.maybe_text(name, found.get_text(name));
            let outcome = ["jobId", "status", "requestId"].into_iter().fold(Object::new(), property);
            result = outcome.flag("changed", changed);
        } else if self.action.repeat() != Repeat::Read {
            result = result.number("attempts", self.sent.into()).flag("reconciled", reconciled);
        }
        Step::Done(Ok(result.into_text()))
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
        // Where the change was not sent, it is the look before it that failed.
        let action = if self.sent == 0 { self.next_action() } else { self.action.as_ref() };
        error.action = Some(action.name());
        error.attempts = self.sent;
        let subject = match action.job_id() {
            Some(job_id) => concat(&[action.name(), " of job ", job_id]),
            None => action.name().to_owned(),
        };
        let advice = match error.effect {
            Effect::Unknown => " The change may have happened: look with describeJob before you repeat it.",
            Effect::None => "",
        };
        error.message = concat(&[&subject, ": ", &error.message, advice]);
        Step::Done(Err(error))
    }
}
