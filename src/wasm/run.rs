//! The loop of a call: it carries out what the engine asks for, and tells the engine what happened.

use std::rc::Rc;

use js_sys::{Function, Promise};
use wasm_bindgen::JsValue;

use super::convert::{plain_error, read_input, to_js, to_js_error};
use super::credentials::NoKeys;
use super::fetch::{NoAnswer, exchange};
use super::host::{can_send, invoke, new_token, performance_now, report_attempt};
use super::promise::{settled, start};
use super::session::{CallOptions, Session};
use super::wait::{Interrupted, Limit, Signal, now, pause};
use crate::account::Account;
use crate::call::{Call, Failure, Mode, Step};
use crate::error::{Error, ErrorKind};
use crate::http::{Method, SignedRequest};
use crate::jobs::{Action, Definition, definition};
use crate::model::Value;

/// A call that is being made.
pub(super) struct Running {
    session: Rc<Session>,
    call: Call,
    signal: Signal,
    causes: Causes,
    many: Option<OneOfMany>,
    /// Whether a request was sent.
    has_sent: bool,
}

/// The functions that JavaScript gives for one of many jobs.
struct OneOfMany {
    select: Function,
    on_change: Function,
}

/// What a call needs next from `fetch`, or how it ended.
enum Prepared {
    Request(Rc<SignedRequest>),
    Result(Value),
}

/// The host's own errors of the latest failures, which become the `cause` of the call's error.
#[derive(Default)]
struct Causes {
    credentials: Option<JsValue>,
    network: Option<JsValue>,
    body: Option<JsValue>,
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
        Ok(Self::of_action(session, action, mode, options))
    }

    /// The same for an action that was made already.
    pub(super) fn of_action(session: &Rc<Session>, action: Box<dyn Action>, mode: Mode, options: CallOptions) -> Self {
        let call = Call::new(action, mode, options.limits);
        let session = session.clone();
        Self { session, call, signal: options.signal, causes: Causes::default(), many: None, has_sent: false }
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
            step = match self.prepared(step).await? {
                Prepared::Request(request) => self.attempt(&request).await?,
                Prepared::Result(result) => return Ok(result),
            }
        }
    }

    /// A promise of the first request of the call, signed and not sent. It needs no waiting if there are keys.
    pub(super) fn into_request(mut self) -> Promise {
        match self.tell(Call::begin) {
            Step::Send(request) => settled(to_js(&request.to_value())),
            step => start(async move {
                match self.prepared(step).await? {
                    Prepared::Request(request) => to_js(&request.to_value()),
                    Prepared::Result(result) => to_js(&result),
                }
            }),
        }
    }

    /// Carries out the steps up to the next request, or up to the end of the call.
    async fn prepared(&mut self, mut step: Step) -> Result<Prepared, JsValue> {
        loop {
            step = match step {
                Step::Send(request) => return Ok(Prepared::Request(request)),
                Step::Done(Ok(result)) => return Ok(Prepared::Result(result)),
                Step::Done(Err(error)) => return Err(self.error(&error)),
                Step::Credentials => self.get_credentials().await?,
                Step::Authorize(description) => self.get_signature(&description).await?,
                Step::Wait(until) => {
                    pause(until.saturating_sub(now()), &self.signal).await?;
                    self.tell(Call::on_time)
                }
                Step::Select(job) => self.select(&job).await?,
            }
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
            Some(many) => limit.race(&invoke(&many.select, &job)).await,
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
        let function = if self.session.keys.signs_elsewhere() { "authorize" } else { "credentials" };
        match failure {
            NoKeys::Unusable(error) => Ok(error),
            NoKeys::Interrupted(Interrupted::Aborted(reason)) => Err(reason),
            NoKeys::Interrupted(Interrupted::TimedOut) => Ok(Error::credentials(format!(
                "the function {function} did not answer in time. It must not use its own client, because then it waits \
                     for itself."
            ))),
            NoKeys::Interrupted(Interrupted::Failed(cause)) => {
                self.causes.credentials = Some(cause);
                Ok(Error::credentials(format!("the function {function} failed: see the cause.")))
            }
        }
    }

    /// Sends a request once.
    async fn attempt(&mut self, request: &SignedRequest) -> Result<Step, JsValue> {
        let fetch = self.session.fetch.as_ref();
        if !self.has_sent && !can_send(fetch) {
            let message = "This host has no fetch. Give the option fetch, a function with the signature of fetch";
            return Err(plain_error(Error::input(message)));
        }
        let limit = Limit::new(self.call.timeout(), &self.signal)?;
        self.has_sent = true;
        self.announce_change(request);
        let start = self.session.on_attempt.as_ref().map(|_| performance_now().unwrap_or_default());
        let (action, attempt) = (self.call.sending(), self.call.attempt());
        let outcome = exchange(fetch, request, &limit).await;
        drop(limit);
        let status = match &outcome {
            Ok(response) | Err(NoAnswer::BrokenBody(response, _)) => Some(u32::from(response.status)),
            Err(_) => None,
        };
        let step = match outcome {
            Ok(response) => {
                self.causes.body = None;
                self.tell(|call, account, now| call.on_response(account, now, &response))
            }
            Err(failure) => self.on_no_answer(failure)?,
        };
        if let (Some(on_attempt), Some(start)) = (&self.session.on_attempt, start) {
            let event = Value::object()
                .with("action", action)
                .with("attempt", attempt)
                .with("url", request.url.as_str())
                .with_optional("statusCode", status)
                .with_optional("requestId", status.and(self.call.request_id()))
                .with("durationMs", millionths(performance_now().unwrap_or_default() - start))
                .with_optional("willRetryInMs", pause_before(&step));
            let error = self.call.last_error().map(|error| self.error(error)).unwrap_or_default();
            report_attempt(on_attempt, &to_js(&event)?, &error);
        }
        Ok(step)
    }

    /// Tells JavaScript that a change is about to be sent. What its function throws does not matter to the call.
    fn announce_change(&self, request: &SignedRequest) {
        if let Some(many) = &self.many
            && request.method != Method::Get
        {
            drop(invoke(&many.on_change, &JsValue::UNDEFINED));
        }
    }

    fn on_no_answer(&mut self, failure: NoAnswer) -> Result<Step, JsValue> {
        let failure = match failure {
            NoAnswer::TooLarge => Failure::TooLarge,
            NoAnswer::Interrupted(Interrupted::TimedOut) => Failure::Timeout,
            NoAnswer::Interrupted(Interrupted::Aborted(reason)) => return Err(reason),
            NoAnswer::Interrupted(Interrupted::Failed(cause)) => {
                self.signal.check()?;
                self.causes.network = Some(cause);
                Failure::Network
            }
            NoAnswer::NoHead(failure) => {
                self.signal.check()?;
                self.causes.network = Some(failure.cause);
                return Ok(self.tell(|call, account, now| call.on_no_connection(account, now, &failure.reason)));
            }
            NoAnswer::BrokenBody(head, failure) => {
                self.signal.check()?;
                self.causes.body = Some(failure.cause);
                return Ok(self.tell(|call, account, now| call.on_broken_body(account, now, &head, &failure.reason)));
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
            Some(ErrorKind::Response) => self.causes.body.clone(),
            _ => None,
        }
    }
}

/// A number of milliseconds, rounded to a millionth.
#[expect(clippy::cast_possible_truncation, reason = "saturating is intended")]
fn millionths(milliseconds: f64) -> Value {
    Value::Millionths((milliseconds * 1e6) as i64)
}

/// After how many milliseconds a request follows this step, if one does.
fn pause_before(step: &Step) -> Option<u32> {
    match step {
        Step::Wait(until) => Some(u32::try_from(until.saturating_sub(now())).unwrap_or(u32::MAX)),
        Step::Send(_) | Step::Credentials | Step::Authorize(_) => Some(0),
        Step::Select(_) | Step::Done(_) => None,
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
