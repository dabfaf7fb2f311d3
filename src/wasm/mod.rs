//! The shell's half on this side of the border: what JavaScript calls.
//!
//! Data comes in as JavaScript objects, read by [shape](crate::shape), and goes out as JSON text. It decides
//! nothing: fetching, waiting and asking for credentials are JavaScript's, what to do next is the engine's.

mod bulk;
mod call;
mod client;
mod convert;
mod credentials;
mod host;
mod listing;
mod signature;
mod watch;

use wasm_bindgen::JsValue;

use crate::error::Error;
use crate::json::to_json;
use crate::shape::Field;
use crate::value::Value;

/// An error as JavaScript catches it: the JSON text that its `CosJobsError` is made from.
fn thrown(error: &Error) -> JsValue {
    JsValue::from(to_json(&error.to_value()))
}

/// What `new` makes of an input of those shapes; its error is thrown.
fn checked<T>(
    input: &JsValue,
    shapes: &[&'static [Field]],
    new: impl FnOnce(&Value<'_>) -> Result<T, Error>,
) -> Result<T, JsValue> {
    let properties = || {
        let mut properties = Vec::new();
        for fields in shapes {
            properties.extend(convert::properties(input, fields, "")?);
        }
        Ok(Value::Object(properties))
    };
    properties().and_then(|input| new(&input)).map_err(|error| thrown(&error))
}

/// A time of JavaScript's `Date.now()`.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a cast saturates, which is what is meant")]
fn millis(now: f64) -> u64 {
    now as u64
}
