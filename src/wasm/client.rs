//! A client and its calls as JavaScript drives them: each event answers what to do next.

use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;

use wasm_bindgen::prelude::wasm_bindgen;

use super::{Made, fault, fault_of, millis};
use crate::call::{Call, Failure, Mode, Step};
use crate::client::{CALL_OPTIONS, Client, Expiry, OPTIONS, Signed};
use crate::credentials::Credentials;
use crate::error::Error;
use crate::jobs::definition;
use crate::json::{from_json, to_json};
use crate::request::{Headers, Response};
use crate::service;
use crate::value::Value;

/// What JavaScript is to do next.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum NextStep {
    /// Read the outcome by `text`.
    Done,
    /// Get credentials, then call `onCredentials`, or say by `proceed` why there are none.
    Credentials,
    /// Show the description in `text` to the function that signs, then call `onSigned`, or as above.
    Authorize,
    /// Send the request in `text`, then call `onResponse`, or say by `proceed` why there is no answer.
    Send,
    /// Wait until `waitUntil`, then `proceed`.
    Wait,
}

/// What happened, where that is all there is to say.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum Event {
    /// The call begins.
    Begin,
    /// The wait is over.
    Time,
    /// The connection failed.
    Network,
    /// No answer came in time.
    Timeout,
    /// The answer was larger than `maxResponse()` says.
    TooLarge,
    /// The function for credentials or signatures failed.
    Refused,
    /// The function for credentials or signatures did not answer in time.
    Silent,
}

/// A client, and its calls by number.
#[wasm_bindgen]
pub struct ClientHandle {
    client: Made<Client>,
    calls: Vec<Option<Running>>,
}

/// A call that JavaScript drives.
struct Running {
    call: Made<Call>,
    step: Step,
    /// The request that was handed out last: its action, and how many times that was sent.
    sent: (&'static str, u32),
}

impl Running {
    fn proceed(&mut self, client: &mut Made<Client>, event: impl FnOnce(&mut Call, &mut Client) -> Step) -> NextStep {
        self.step = match (&mut self.call, client) {
            (Ok(call), Ok(client)) => event(call, client),
            (Err(error), _) | (_, Err(error)) => Step::Done(Err(error.clone())),
        };
        match &self.step {
            Step::Done(_) => NextStep::Done,
            Step::Credentials => NextStep::Credentials,
            Step::Authorize(_) => NextStep::Authorize,
            Step::Wait(_) => NextStep::Wait,
            Step::Send(_) => {
                self.sent = self.call.as_ref().map_or(("", 0), |call| (call.sending(), call.attempt()));
                NextStep::Send
            }
        }
    }
}

#[wasm_bindgen]
impl ClientHandle {
    /// Reads the options; see `fault`. `random` is one of `Math.random()`.
    #[wasm_bindgen(constructor)]
    pub fn new(options: &str, random: f64, signs_elsewhere: bool) -> Self {
        Self { client: client(options, random.to_bits(), signs_elsewhere), calls: Vec::new() }
    }

    /// What is wrong with the options.
    pub fn fault(&self) -> String {
        fault_of(&self.client)
    }

    /// Opens a call of the action of that name and answers its number. `goal` says that it is enough if the change holds
    /// already. What is wrong with the input becomes the call's outcome.
    pub fn open(&mut self, action: &str, goal: bool, input: &str, options: &str) -> usize {
        let call =
            self.client.as_ref().map_err(Error::clone).and_then(|client| call(client, action, goal, input, options));
        let running = Some(Running { call, step: Step::Credentials, sent: ("", 0) });
        if let Some((number, slot)) = self.calls.iter_mut().enumerate().find(|(_, slot)| slot.is_none()) {
            *slot = running;
            return number;
        }
        self.calls.push(running);
        self.calls.len() - 1
    }

    /// Takes notice of an event.
    pub fn proceed(&mut self, number: usize, now: f64, event: Event) -> NextStep {
        let now = millis(now);
        self.on(number, |call, client| match event {
            Event::Begin => call.begin(client, now),
            Event::Time => call.on_time(client, now),
            Event::Network => call.on_failure(client, now, Failure::Network),
            Event::Timeout => call.on_failure(client, now, Failure::Timeout),
            Event::TooLarge => call.on_failure(client, now, Failure::TooLarge),
            Event::Refused => {
                refused(call, client, now, "the function for credentials or signatures failed: see the cause.")
            }
            Event::Silent => {
                refused(call, client, now, "the function for credentials or signatures did not answer in time.")
            }
        })
    }

    /// Goes on with credentials, their missing parts empty. `expired_time` is in unix seconds, 0 if it is not known;
    /// `lasting` says that they were given as an object, for good.
    #[wasm_bindgen(js_name = onCredentials)]
    #[expect(clippy::too_many_arguments, reason = "a text that holds them all would be one more copy to wipe")]
    pub fn on_credentials(
        &mut self,
        number: usize,
        now: f64,
        secret_id: String,
        secret_key: String,
        session_token: String,
        expired_time: f64,
        lasting: bool,
    ) -> NextStep {
        let keys = Credentials::new(secret_id, secret_key, Some(session_token));
        let answer = keys.map(|keys| (keys, expiry(expired_time, lasting)));
        self.on(number, |call, client| call.on_credentials(client, millis(now), answer))
    }

    /// Goes on with what the function that signs answered.
    #[wasm_bindgen(js_name = onSigned)]
    pub fn on_signed(&mut self, number: usize, now: f64, authorization: String, session_token: String) -> NextStep {
        let signed = Signed::new(authorization, Some(session_token));
        self.on(number, |call, client| call.on_signed(client, millis(now), signed))
    }

    /// Takes an answer: its status, the headers that the engine reads (a line each), its body.
    #[wasm_bindgen(js_name = onResponse)]
    pub fn on_response(&mut self, number: usize, now: f64, status: u16, headers: &str, body: Vec<u8>) -> NextStep {
        let response = Response { status, headers: Headers::of_lines(headers), body };
        self.on(number, |call, client| call.on_response(client, millis(now), &response))
    }

    /// What the present step is about: the request to send, the description to sign, the outcome.
    pub fn text(&self, number: usize) -> String {
        match self.running(number).map(|running| &running.step) {
            Some(Step::Send(outgoing)) => outgoing.to_lines(),
            Some(Step::Authorize(description)) => to_json(description),
            Some(Step::Done(Ok(result))) => result.clone(),
            Some(Step::Done(Err(error))) => fault(error),
            Some(Step::Credentials | Step::Wait(_)) | None => String::new(),
        }
    }

    /// Until when to wait, as `Date.now()` counts.
    #[wasm_bindgen(js_name = waitUntil)]
    #[expect(clippy::cast_precision_loss, reason = "unix milliseconds are far below 2^53")]
    pub fn wait_until(&self, number: usize) -> f64 {
        match self.running(number).map(|running| &running.step) {
            Some(Step::Wait(until)) => *until as f64,
            _ => 0.0,
        }
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self, number: usize) -> f64 {
        let timeout = self.running(number).and_then(|running| running.call.as_ref().ok()).map(Call::timeout);
        timeout.and_then(|timeout| u32::try_from(timeout).ok()).unwrap_or(u32::MAX).into()
    }

    /// What became of the request that was sent last, for whoever watches: `{ action, attempt, requestId?, error? }`.
    pub fn attempt(&self, number: usize) -> String {
        let Some(running) = self.running(number) else { return String::new() };
        let (action, attempt) = running.sent;
        let mut facts =
            Value::Object(Vec::from([("action", Value::text(action)), ("attempt", Value::Number(attempt.into()))]));
        if let Ok(call) = &running.call {
            if let Some(id) = call.request_id() {
                facts.push("requestId", Value::text(id));
            }
            if let Some(error) = call.last_error() {
                facts.push("error", error.to_value());
            }
        }
        to_json(&facts)
    }

    /// Forgets a call; its number may be another's from now on.
    pub fn close(&mut self, number: usize) {
        if let Some(slot) = self.calls.get_mut(number) {
            *slot = None;
        }
    }

    fn running(&self, number: usize) -> Option<&Running> {
        self.calls.get(number)?.as_ref()
    }

    fn on(&mut self, number: usize, event: impl FnOnce(&mut Call, &mut Client) -> Step) -> NextStep {
        match self.calls.get_mut(number) {
            Some(Some(running)) => running.proceed(&mut self.client, event),
            _ => NextStep::Done,
        }
    }
}

fn client(options: &str, seed: u64, signs_elsewhere: bool) -> Made<Client> {
    let mut given = from_json(options, service::OPTIONS)?;
    given.extend(from_json(options, OPTIONS)?);
    let mut client = Client::new(&given, seed)?;
    if signs_elsewhere {
        client.sign_elsewhere();
    }
    Ok(client)
}

fn call(client: &Client, action: &str, goal: bool, input: &str, options: &str) -> Made<Call> {
    let definition = definition(action)?;
    let make = || {
        let action = (definition.new)(&from_json(input, definition.input)?)?;
        let limits = client.limits(&from_json(options, CALL_OPTIONS)?)?;
        Ok(Call::new(action, if goal { Mode::Goal } else { Mode::Event }, limits))
    };
    make().map_err(|mut error: Error| {
        error.action = Some(definition.name);
        error
    })
}

fn refused(call: &mut Call, client: &mut Client, now: u64, why: &str) -> Step {
    let error = Error::credentials(why.to_owned());
    if client.signs_elsewhere() {
        call.on_signed(client, now, Err(error))
    } else {
        call.on_credentials(client, now, Err(error))
    }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "it is checked before, and saturates")]
fn expiry(expired_time: f64, lasting: bool) -> Expiry {
    match expired_time {
        _ if lasting => Expiry::Never,
        seconds if seconds > 0.0 => Expiry::At(seconds as u64),
        _ => Expiry::Unsaid,
    }
}

/// The largest answer that is to be read, in bytes.
#[wasm_bindgen(js_name = maxResponse)]
pub fn max_response() -> usize {
    crate::call::MAX_RESPONSE
}
