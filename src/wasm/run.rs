//! The loop of a call: it carries out what the engine asks for, and tells the engine what happened.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

use super::attempt_event::report;
use super::convert::{plain_error, read_input, to_js, to_js_error};
use super::credentials::NoKeys;
use super::fetch::{NoAnswer, exchange};
use super::host::{new_token, performance_now};
use super::promise::{settled, start};
use super::session::{CallOptions, Session};
use super::wait::{Interrupted, Limit, Signal, now, pause};
use crate::account::Account;
use crate::call::{Call, Failure, Mode, Step};
use crate::error::{Error, ErrorKind};
use crate::http::{Method, SignedRequest};
use crate::jobs::{Definition, definition};
use crate::model::Value;

/// A call that is being made.
pub(super) struct Running {
    session: Rc<Session>,
    call: Call,
    signal: Signal,
    causes: Causes,
    many: Option<OneOfMany>,
}

/// The functions that JavaScript gives for one of many jobs.
struct OneOfMany {
    select: Function,
    on_change: Function,
}

/// The host's own errors of the latest failures, which become the `cause` of the call's error.
#[derive(Default)]
struct Causes {
    credentials: Option<JsValue>,
    network: Option<JsValue>,
}

impl Running {
    /// A call of the action with this name, which has not begun.
    pub(super) fn of_input(
        session: &Rc<Session>,
        action: &str,
        mode: Mode,
        input: &JsValue,
        options: &JsValue,
    ) -> Result<Self, JsValue> {
        let definition = definition(action).map_err(plain_error)?;
        let values = read_action_input(definition, input)?;
        Self::of_values(session, definition, mode, &values, session.call_options(options)?)
    }

    /// The same with an input that was read already.
    pub(super) fn of_values(
        session: &Rc<Session>,
        definition: &Definition,
        mode: Mode,
        input: &Value,
        options: CallOptions,
    ) -> Result<Self, JsValue> {
        let action = (definition.new)(input).map_err(|mut error| {
            error.action = Some(definition.name);
            plain_error(error)
        })?;
        let call = Call::new(action, mode, options.limits);
        Ok(Self { session: session.clone(), call, signal: options.signal, causes: Causes::default(), many: None })
    }

    /// Lets `select` decide whether the job that a look shows is still meant, and calls `on_change` right before a request that
    /// changes something is sent.
    pub(super) fn one_of_many(mut self, select: Function, on_change: Function) -> Self {
        self.call = self.call.selective();
        self.many = Some(OneOfMany { select, on_change });
        self
    }

    /// Makes the call and returns its result for JavaScript.
    pub(super) async fn into_js(self) -> Result<JsValue, JsValue> {
        to_js(&self.into_value().await?)
    }

    /// Makes the call and returns its result.
    pub(super) async fn into_value(mut self) -> Result<Value, JsValue> {
        let mut step = self.tell(Call::begin);
        loop {
            step = match step {
                Step::Done(Ok(result)) => return Ok(result),
                Step::Send(request) => self.attempt(&request).await?,
                other => self.prepare(other).await?,
            };
        }
    }

    /// A promise of the first request of the call, signed and not sent. It needs no waiting if there are keys.
    pub(super) fn into_request(mut self) -> Promise {
        match self.tell(Call::begin) {
            Step::Send(request) => settled(to_js(&request.to_value())),
            step => start(self.prepared_request(step)),
        }
    }

    async fn prepared_request(mut self, mut step: Step) -> Result<JsValue, JsValue> {
        loop {
            step = match step {
                Step::Send(request) => return to_js(&request.to_value()),
                other => self.prepare(other).await?,
            };
        }
    }

    /// Carries out a step that sends nothing.
    async fn prepare(&mut self, step: Step) -> Result<Step, JsValue> {
        match step {
            Step::Credentials => self.get_credentials().await,
            Step::Authorize(description) => self.get_signature(&description).await,
            Step::Wait(until) => {
                pause(until.saturating_sub(now()), &self.signal).await?;
                Ok(self.tell(Call::on_time))
            }
            Step::Select(job) => self.select(&job).await,
            Step::Done(Err(error)) => Err(self.error(&error)),
            Step::Done(Ok(_)) | Step::Send(_) => Err(plain_error(Error::input("the call had nothing to prepare"))),
        }
    }

    async fn get_credentials(&mut self) -> Result<Step, JsValue> {
        let limit = Limit::new(self.call.timeout(), &self.signal)?;
        let answer = match self.session.keys.credentials(&limit).await {
            Ok(keys) => Ok(keys),
            Err(failure) => Err(self.on_no_keys(failure)?),
        };
        Ok(self.tell(|call, account, now| call.on_credentials(account, now, answer)))
    }

    async fn get_signature(&mut self, description: &Value) -> Result<Step, JsValue> {
        let limit = Limit::new(self.call.timeout(), &self.signal)?;
        let answer = match self.session.keys.signature(&to_js(description)?, &limit).await {
            Ok(signature) => Ok(signature),
            Err(failure) => Err(self.on_no_keys(failure)?),
        };
        Ok(self.tell(|call, account, now| call.on_signed(account, now, answer)))
    }

    /// Lets JavaScript decide whether a job is still meant. If nothing was sent yet, what it throws ends the call. Otherwise
    /// the job does not count as meant, and neither does it if there is no decision in time.
    async fn select(&mut self, job: &Value) -> Result<Step, JsValue> {
        let is_sent = self.call.is_sent();
        let limit = Limit::new(if is_sent { self.call.timeout() } else { u64::MAX }, &self.signal)?;
        let job = to_js(job)?;
        let is_meant = match &self.many {
            Some(many) => limit.race(&many.select.call1(&JsValue::UNDEFINED, &job)?).await,
            None => Ok(JsValue::TRUE),
        };
        let is_meant = match is_meant {
            Ok(answer) => answer.is_truthy(),
            Err(Interrupted::Aborted(error) | Interrupted::Failed(error)) if !is_sent => return Err(error),
            Err(_) => false,
        };
        Ok(self.tell(|call, account, now| call.on_selected(account, now, is_meant)))
    }

    /// The error that the engine gets when there are no keys. An abort ends the call instead.
    fn on_no_keys(&mut self, failure: NoKeys) -> Result<Error, JsValue> {
        self.causes.credentials = None;
        match failure {
            NoKeys::Unusable(error) => Ok(error),
            NoKeys::Interrupted(Interrupted::Aborted(reason)) => Err(reason),
            NoKeys::Interrupted(Interrupted::TimedOut) => {
                Ok(Error::credentials("the function for credentials or signatures did not answer in time."))
            }
            NoKeys::Interrupted(Interrupted::Failed(cause)) => {
                self.causes.credentials = Some(cause);
                Ok(Error::credentials("the function for credentials or signatures failed: see the cause."))
            }
        }
    }

    /// Sends a request once.
    async fn attempt(&mut self, request: &SignedRequest) -> Result<Step, JsValue> {
        let fetch = self.session.fetch().map_err(plain_error)?;
        self.announce_change(request);
        let limit = Limit::new(self.call.timeout(), &self.signal)?;
        let start = self.session.on_attempt.as_ref().map(|_| performance_now().unwrap_or_default());
        let (action, attempt) = (self.call.sending(), self.call.attempt());
        let outcome = exchange(&fetch, request, &limit).await;
        drop(limit);
        let mut status = None;
        let step = match outcome {
            Ok(response) => {
                status = Some(response.status);
                self.tell(|call, account, now| call.on_response(account, now, &response))
            }
            Err(failure) => self.on_no_answer(failure)?,
        };
        if let (Some(on_attempt), Some(start)) = (&self.session.on_attempt, start) {
            let duration = performance_now().unwrap_or_default() - start;
            let cause = self.cause_of(self.call.last_error().map(|error| error.kind));
            report(on_attempt, (action, attempt, &request.url, status, duration), &self.call, &step, cause);
        }
        Ok(step)
    }

    /// Tells JavaScript that a change is about to be sent. What its function throws does not matter to the call.
    fn announce_change(&self, request: &SignedRequest) {
        if let Some(many) = &self.many
            && request.method != Method::Get
        {
            let _ = many.on_change.call0(&JsValue::UNDEFINED);
        }
    }

    fn on_no_answer(&mut self, failure: NoAnswer) -> Result<Step, JsValue> {
        self.causes.network = None;
        let failure = match failure {
            NoAnswer::TooLarge => Failure::TooLarge,
            NoAnswer::Interrupted(Interrupted::TimedOut) => Failure::Timeout,
            NoAnswer::Interrupted(Interrupted::Aborted(reason)) => return Err(reason),
            NoAnswer::Interrupted(Interrupted::Failed(cause)) => {
                self.signal.check()?;
                self.causes.network = Some(cause);
                Failure::Network
            }
        };
        Ok(self.tell(|call, account, now| call.on_failure(account, now, failure)))
    }

    /// Tells the engine what happened. The account is borrowed for this moment only, never while the call waits.
    fn tell(&mut self, event: impl FnOnce(&mut Call, &mut Account, u64) -> Step) -> Step {
        event(&mut self.call, &mut self.session.account.borrow_mut(), now())
    }

    fn error(&self, error: &Error) -> JsValue {
        to_js_error(error, self.cause_of(Some(error.kind)))
    }

    fn cause_of(&self, kind: Option<ErrorKind>) -> Option<JsValue> {
        match kind {
            Some(ErrorKind::Credentials) => self.causes.credentials.clone(),
            Some(ErrorKind::Network) => self.causes.network.clone(),
            _ => None,
        }
    }
}

/// Reads the input of an action. A creation without a token gets one, because the core has no source of randomness.
fn read_action_input(definition: &Definition, input: &JsValue) -> Result<Value, JsValue> {
    let mut values = read_input(input, definition.input)?;
    if definition.name == "CreateJob" && values.get("clientRequestToken").is_none() {
        values.push("clientRequestToken", new_token()?);
    }
    Ok(values)
}
