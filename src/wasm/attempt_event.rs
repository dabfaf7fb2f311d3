//! The event that `onAttempt` gets for each request.

use js_sys::{Array, Function, Object};
use wasm_bindgen::JsValue;

use super::convert::to_js_error;
use super::host::call_hook;
use super::wait::now;
use crate::call::{Call, Step};

/// The action, the number of the attempt, the URL, the HTTP status, and the duration in milliseconds.
type Facts<'a> = (&'static str, u32, &'a str, Option<u16>, f64);

/// Calls `on_attempt`. What it throws or rejects with must not change the outcome of the call.
pub(super) fn report(on_attempt: &Function, facts: Facts<'_>, call: &Call, step: &Step, cause: Option<JsValue>) {
    if let Ok(event) = event(facts, call, step, cause) {
        let _ = call_hook(on_attempt, &event);
    }
}

fn event(facts: Facts<'_>, call: &Call, step: &Step, cause: Option<JsValue>) -> Result<JsValue, JsValue> {
    let (action, attempt, url, status, duration) = facts;
    let entries = Array::new();
    let push = |name: &str, value: JsValue| entries.push(&Array::of2(&name.into(), &value));
    push("action", action.into());
    push("attempt", attempt.into());
    push("url", url.into());
    if let Some(status) = status {
        push("statusCode", status.into());
        push("requestId", call.request_id().map(JsValue::from_str).unwrap_or_default());
    }
    push("durationMs", duration.into());
    if let Some(error) = call.last_error() {
        push("error", to_js_error(error, cause));
    }
    match step {
        Step::Wait(until) => drop(push("willRetryInMs", JsValue::from_f64(millis(until.saturating_sub(now()))))),
        Step::Send(_) => drop(push("willRetryInMs", JsValue::from_f64(0.0))),
        _ => {}
    }
    Ok(Object::from_entries(&entries)?.into())
}

fn millis(time: u64) -> f64 {
    f64::from(u32::try_from(time).unwrap_or(u32::MAX))
}
