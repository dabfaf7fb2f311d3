//! One request and its response, with the host's `fetch`.

use js_sys::Function;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::AbortController;

use super::convert::to_js;
use super::host::{self, HostAnswer};
use super::wait::{Interrupted, Limit};
use crate::call::MAX_RESPONSE;
use crate::http::{Headers, Response, SignedRequest};

/// Why there is no answer.
pub(super) enum NoAnswer {
    /// The wait for it ended.
    Interrupted(Interrupted),
    /// It is larger than [`MAX_RESPONSE`].
    TooLarge,
    /// Not even its head arrived.
    NoHead(HostFailure),
    /// Its head arrived, but its body could not be read.
    BrokenBody(Response, HostFailure),
}

/// What the host tells about a failure.
pub(super) struct HostFailure {
    /// The host's own error.
    pub(super) cause: JsValue,
    /// Its text, which may contain anything.
    pub(super) reason: String,
}

impl From<Interrupted> for NoAnswer {
    fn from(interrupted: Interrupted) -> Self {
        Self::Interrupted(interrupted)
    }
}

impl From<JsValue> for NoAnswer {
    fn from(error: JsValue) -> Self {
        Self::Interrupted(Interrupted::Failed(error))
    }
}

/// Aborts the host's request when it is dropped, unless the answer has arrived.
struct AbortGuard {
    controller: AbortController,
    is_armed: bool,
}

impl Drop for AbortGuard {
    fn drop(&mut self) {
        if self.is_armed {
            self.controller.abort();
        }
    }
}

/// Sends a request with this fetch, or with that of the host, and reads the answer within the limit.
pub(super) async fn exchange(
    fetch: Option<&Function>,
    request: &SignedRequest,
    limit: &Limit,
) -> Result<Response, NoAnswer> {
    let mut guard = AbortGuard { controller: AbortController::new()?, is_armed: true };
    let request = to_js(&request.to_value())?;
    let max_bytes = u32::try_from(MAX_RESPONSE).unwrap_or(u32::MAX);
    let sent = host::exchange(fetch, &request, &guard.controller.signal(), max_bytes);
    let answer: HostAnswer = limit.race(&sent).await?.unchecked_into();
    if answer.is_too_large() {
        return Err(NoAnswer::TooLarge);
    }
    let failure = || HostFailure { cause: answer.cause(), reason: answer.reason() };
    let Some(status) = answer.status() else { return Err(NoAnswer::NoHead(failure())) };
    let mut response = Response { status, headers: headers(&answer), body: Vec::new() };
    let Some(body) = answer.body() else { return Err(NoAnswer::BrokenBody(response, failure())) };
    response.body = body.to_vec();
    guard.is_armed = false;
    Ok(response)
}

fn headers(answer: &HostAnswer) -> Headers {
    let given = |value: String| Some(value).filter(|value| !value.is_empty());
    Headers {
        request_id: given(answer.request_id()),
        trace_id: given(answer.trace_id()),
        date: given(answer.date()),
        age: given(answer.age()),
        retry_after: given(answer.retry_after()),
    }
}
