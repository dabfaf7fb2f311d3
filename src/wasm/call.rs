//! One call as JavaScript drives it: each event answers the number of the next step.

use core::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::client::ClientHandle;
use super::{convert, credentials, millis, thrown};
use crate::call::{Call, Failure, Mode, Step};
use crate::client::{CALL_OPTIONS, Client, Expiry, Outgoing};
use crate::error::Error;
use crate::jobs::definition;
use crate::json::to_json;
use crate::request::{Headers, Response};
use crate::value::Value;

/// What JavaScript is to do next.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum NextStep {
    /// Read the result; it throws if the call failed.
    Done,
    /// Get credentials, then call `onCredentials` or `onCredentialsFailed`.
    Credentials,
    /// Show `description` to the function that signs, then call `onSigned` or `onCredentialsFailed`.
    Authorize,
    /// Send the request, then call `onResponse` or `onFailure`.
    Send,
    /// Wait until `waitUntil`, then call `onTime`.
    Wait,
}

/// One call of an action.
#[wasm_bindgen]
pub struct CallHandle {
    client: Rc<RefCell<Client>>,
    call: Call,
    outgoing: Option<Outgoing>,
    description: Option<Value<'static>>,
    wait_until: u64,
    result: Option<Result<String, Error>>,
}

#[wasm_bindgen]
impl CallHandle {
    /// Makes a call of the action of that name; throws if the input or an option is invalid. `goal` says that it is
    /// enough if the change holds already.
    #[wasm_bindgen(constructor)]
    pub fn new(
        client: &ClientHandle,
        action: &str,
        goal: bool,
        input: &JsValue,
        options: &JsValue,
    ) -> Result<CallHandle, JsValue> {
        let call = || {
            let definition = definition(action)?;
            let make = || {
                let input = convert::properties(input, definition.input, "")?;
                let action = (definition.new)(&Value::Object(input))?;
                let options = Value::Object(convert::properties(options, CALL_OPTIONS, "")?);
                let mode = if goal { Mode::Goal } else { Mode::Event };
                Ok(Call::new(action, mode, client.0.borrow().limits(&options)?))
            };
            make().map_err(|mut error: Error| {
                error.action = Some(definition.name);
                error
            })
        };
        let call = call().map_err(|error| thrown(&error))?;
        Ok(Self { client: Rc::clone(&client.0), call, outgoing: None, description: None, wait_until: 0, result: None })
    }

    /// Begins the call.
    pub fn begin(&mut self, now: f64) -> NextStep {
        let step = self.call.begin(&mut self.client.borrow_mut(), millis(now));
        self.remember(step)
    }

    /// Goes on with credentials; `lasting` says that they were given as an object, for good.
    #[wasm_bindgen(js_name = onCredentials)]
    pub fn on_credentials(&mut self, now: f64, answer: &JsValue, lasting: bool) -> NextStep {
        let answer = credentials::read(answer);
        let answer = answer.map(|(keys, expiry)| (keys, if lasting { Expiry::Never } else { expiry }));
        let step = self.call.on_credentials(&mut self.client.borrow_mut(), millis(now), answer);
        self.remember(step)
    }

    /// Goes on with what the function that signs answered.
    #[wasm_bindgen(js_name = onSigned)]
    pub fn on_signed(&mut self, now: f64, answer: &JsValue) -> NextStep {
        let signed = credentials::read_signed(answer);
        let step = self.call.on_signed(&mut self.client.borrow_mut(), millis(now), signed);
        self.remember(step)
    }

    /// The description of the request that is to be signed, as JSON.
    pub fn description(&mut self) -> Option<String> {
        self.description.take().map(|description| to_json(&description))
    }

    /// Ends the call because the function for credentials or signatures failed or didn't answer in time.
    #[wasm_bindgen(js_name = onCredentialsFailed)]
    pub fn on_credentials_failed(&mut self, now: f64, timed_out: bool) -> NextStep {
        let why = if timed_out { "did not answer in time" } else { "failed: see the cause" };
        let error = Error::credentials(format!("the function for credentials or signatures {why}."));
        let step = {
            let client = &mut self.client.borrow_mut();
            if client.signs_elsewhere() {
                self.call.on_signed(client, millis(now), Err(error))
            } else {
                self.call.on_credentials(client, millis(now), Err(error))
            }
        };
        self.remember(step)
    }

    /// Takes the answer: its status, the headers that the engine reads, its body.
    #[wasm_bindgen(js_name = onResponse)]
    #[expect(clippy::too_many_arguments, reason = "an object would cost a crossing for each of its properties")]
    pub fn on_response(
        &mut self,
        now: f64,
        status: u16,
        request_id: Option<String>,
        trace_id: Option<String>,
        date: Option<String>,
        age: Option<String>,
        retry_after: Option<String>,
        body: Vec<u8>,
    ) -> NextStep {
        let response = Response { status, headers: Headers { request_id, trace_id, date, age, retry_after }, body };
        let step = self.call.on_response(&mut self.client.borrow_mut(), millis(now), &response);
        self.remember(step)
    }

    /// Takes notice that no answer came.
    #[wasm_bindgen(js_name = onFailure)]
    pub fn on_failure(&mut self, now: f64, failure: NoAnswer) -> NextStep {
        let failure = match failure {
            NoAnswer::Network => Failure::Network,
            NoAnswer::Timeout => Failure::Timeout,
            NoAnswer::TooLarge => Failure::TooLarge,
        };
        let step = self.call.on_failure(&mut self.client.borrow_mut(), millis(now), failure);
        self.remember(step)
    }

    /// Goes on after a wait.
    #[wasm_bindgen(js_name = onTime)]
    pub fn on_time(&mut self, now: f64) -> NextStep {
        let step = self.call.on_time(&mut self.client.borrow_mut(), millis(now));
        self.remember(step)
    }

    /// Until when to wait, as `Date.now()` counts.
    #[wasm_bindgen(js_name = waitUntil)]
    #[expect(clippy::cast_precision_loss, reason = "unix milliseconds are far below 2^53")]
    pub fn wait_until(&self) -> f64 {
        self.wait_until as f64
    }

    /// What was wrong with the request that was sent last, as JSON, for whoever watches.
    #[wasm_bindgen(js_name = lastError)]
    pub fn last_error(&self) -> Option<String> {
        self.call.last_error().map(|error| to_json(&error.to_value()))
    }

    /// The id of the request that was answered last.
    #[wasm_bindgen(js_name = requestId)]
    pub fn request_id(&self) -> Option<String> {
        self.call.request_id().map(str::to_owned)
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self) -> f64 {
        u32::try_from(self.call.timeout()).unwrap_or(u32::MAX).into()
    }

    /// The name of the action whose request is sent: the call's own, or a question about it.
    pub fn sending(&self) -> String {
        self.call.sending().to_owned()
    }

    /// How many times that request was sent.
    pub fn attempt(&self) -> u32 {
        self.call.attempt()
    }

    /// The request to send, as JSON.
    pub fn request(&mut self) -> Option<String> {
        self.outgoing.take().map(|outgoing| to_json(&outgoing.to_value()))
    }

    /// The result as JSON; throws the error if the call failed.
    pub fn result(&mut self) -> Result<Option<String>, JsValue> {
        self.result.take().transpose().map_err(|error| thrown(&error))
    }

    fn remember(&mut self, step: Step) -> NextStep {
        match step {
            Step::Credentials => NextStep::Credentials,
            Step::Authorize(description) => {
                self.description = Some(description);
                NextStep::Authorize
            }
            Step::Wait(until) => {
                self.wait_until = until;
                NextStep::Wait
            }
            Step::Send(outgoing) => {
                self.outgoing = Some(outgoing);
                NextStep::Send
            }
            Step::Done(result) => {
                self.result = Some(result);
                NextStep::Done
            }
        }
    }
}

/// Why no answer came.
#[wasm_bindgen]
#[derive(Clone, Copy)]
pub enum NoAnswer {
    /// The connection failed.
    Network,
    /// The time was over.
    Timeout,
    /// The answer was larger than `maxResponse()` says.
    TooLarge,
}

/// The largest answer that is to be read, in bytes.
#[wasm_bindgen(js_name = maxResponse)]
pub fn max_response() -> u32 {
    u32::try_from(crate::call::MAX_RESPONSE).unwrap_or(u32::MAX)
}
