//! One call as JavaScript drives it: each event answers the number of the next step.

use core::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;

use super::client::ClientHandle;
use super::{convert, credentials, millis, thrown};
use crate::call::{Call, Failure, Step};
use crate::client::{CALL_OPTIONS, Client, Expiry, Outgoing};
use crate::error::Error;
use crate::input;
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
    /// Send the request, then call `onResponse` or `onFailure`.
    Send,
}

/// One call of an action.
#[wasm_bindgen]
pub struct CallHandle {
    client: Rc<RefCell<Client>>,
    call: Call,
    outgoing: Option<Outgoing>,
    result: Option<Result<String, Error>>,
}

#[wasm_bindgen]
impl CallHandle {
    /// Makes a call of the action of that name; throws if the input or an option is invalid.
    #[wasm_bindgen(constructor)]
    pub fn new(client: &ClientHandle, action: &str, input: &JsValue, options: &JsValue) -> Result<CallHandle, JsValue> {
        let call = || {
            let definition = definition(action)?;
            let named = |mut error: Error| {
                error.action = Some(definition.name);
                error
            };
            let input = convert::properties(input, definition.input, "").map_err(named)?;
            let action = (definition.new)(&Value::Object(input)).map_err(named)?;
            let options = Value::Object(convert::properties(options, CALL_OPTIONS, "")?);
            input::check(CALL_OPTIONS, &options).map_err(named)?;
            let timeout = options.get_number("timeout").map(i64::unsigned_abs);
            Ok(Call::new(action, timeout.unwrap_or(client.0.borrow().timeout())))
        };
        let call = call().map_err(|error: Error| thrown(&error))?;
        Ok(Self { client: Rc::clone(&client.0), call, outgoing: None, result: None })
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

    /// Ends the call because the credentials function failed or didn't answer in time.
    #[wasm_bindgen(js_name = onCredentialsFailed)]
    pub fn on_credentials_failed(&mut self, now: f64, timed_out: bool) -> NextStep {
        let why = if timed_out { "did not answer in time" } else { "failed: see the cause" };
        let error = Error::credentials(format!("the credentials function {why}."));
        let step = self.call.on_credentials(&mut self.client.borrow_mut(), millis(now), Err(error));
        self.remember(step)
    }

    /// Takes the answer.
    #[wasm_bindgen(js_name = onResponse)]
    pub fn on_response(
        &mut self,
        status: u16,
        request_id: Option<String>,
        trace_id: Option<String>,
        body: Vec<u8>,
    ) -> NextStep {
        let response = Response { status, headers: Headers { request_id, trace_id }, body };
        let step = self.call.on_response(&response);
        self.remember(step)
    }

    /// Takes notice that no answer came.
    #[wasm_bindgen(js_name = onFailure)]
    pub fn on_failure(&mut self, failure: NoAnswer) -> NextStep {
        let failure = match failure {
            NoAnswer::Network => Failure::Network,
            NoAnswer::Timeout => Failure::Timeout,
            NoAnswer::TooLarge => Failure::TooLarge,
        };
        let step = self.call.on_failure(failure);
        self.remember(step)
    }

    /// How long one attempt may take, in milliseconds.
    pub fn timeout(&self) -> f64 {
        u32::try_from(self.call.timeout()).unwrap_or(u32::MAX).into()
    }

    /// The action's name.
    pub fn action(&self) -> String {
        self.call.action().to_owned()
    }

    /// How many requests were sent.
    pub fn attempts(&self) -> u32 {
        self.call.attempts()
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
