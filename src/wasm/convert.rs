//! Reading what a caller gave, property by property of a shape; whatever else an object holds is passed over.

use wasm_bindgen::JsValue;
use zeroize::Zeroizing;

use super::host;
use crate::error::Error;
use crate::input::expected;
use crate::shape::{Field, Kind};
use crate::value::{MAX_NUMBER, Value};

/// The longest text that is taken over, in UTF-16 units: as much as an answer may hold. A longer one could exhaust the
/// memory that all clients share.
const MAX_LENGTH: f64 = 16.0 * 1024.0 * 1024.0;

/// The longest list that is taken over.
const MAX_ITEMS: u32 = 1_000_000;

/// The properties of `input` that the shape knows; `undefined` and `null` count as missing.
pub(super) fn properties(
    input: &JsValue,
    fields: &'static [Field],
    parent: &str,
) -> Result<Vec<(&'static str, Value<'static>)>, Error> {
    if !input.is_object() {
        let name = if parent.is_empty() { "the input" } else { parent };
        return Err(Error::input(format!("{name} must be an object")));
    }
    let mut properties = Vec::with_capacity(fields.len());
    for field in fields {
        let property = get(input, field.property)?;
        if !property.is_undefined() && !property.is_null() {
            properties.push((field.property, value(&property, &field.kind, parent, field.property)?));
        }
    }
    Ok(properties)
}

/// A string that is wiped from memory when it is dropped.
pub(super) fn secret(js: &JsValue) -> Option<Zeroizing<String>> {
    short_text(js).map(Zeroizing::new)
}

fn short_text(js: &JsValue) -> Option<String> {
    let is_short = js.is_string() && host::get(js, "length").ok()?.as_f64()? <= MAX_LENGTH;
    if is_short { js.as_string() } else { None }
}

/// The property `name` of an object.
pub(super) fn get(object: &JsValue, name: &'static str) -> Result<JsValue, Error> {
    host::get(object, name).map_err(|_| Error::input(format!("{name} could not be read: its getter threw")))
}

fn value(js: &JsValue, kind: &Kind, parent: &str, property: &str) -> Result<Value<'static>, Error> {
    let found = match kind {
        Kind::Text(_) | Kind::Id(_) | Kind::Word(_) => text(js).map(Value::text),
        Kind::Number(_) => number(js).map(Value::Number),
        Kind::Flag => js.as_bool().map(Value::Flag),
        Kind::Mark => js.is_object().then(|| Value::Object(Vec::new())),
        Kind::Object(fields) => return Ok(Value::Object(properties(js, fields, &path(parent, property))?)),
        Kind::List(_, kind) if host::is_array(js).unwrap_or_default() => {
            return list(js, kind, &path(parent, property));
        }
        Kind::List(..) => None,
    };
    found.ok_or_else(|| Error::input(format!("{} must be {}", path(parent, property), expected(kind))))
}

fn list(js: &JsValue, kind: &Kind, name: &str) -> Result<Value<'static>, Error> {
    let mut values = Vec::new();
    let length = get(js, "length")?.as_f64().unwrap_or_default();
    if length > MAX_ITEMS.into() {
        return Err(Error::input(format!("{name} must not have more than {MAX_ITEMS} items")));
    }
    for index in 0..MAX_ITEMS {
        if f64::from(index) >= length {
            break;
        }
        let property = format!("{name}[{index}]");
        let item = host::item(js, index).map_err(|_| Error::input(format!("{property} could not be read")))?;
        values.push(value(&item, kind, "", &property)?);
    }
    Ok(Value::List(values))
}

/// A string. One with half a surrogate pair would silently be sent as another text, so it is none; nor is one that is
/// too long for anything.
pub(super) fn text(js: &JsValue) -> Option<String> {
    let text = short_text(js)?;
    // Such a half arrives as U+FFFD, which few texts hold, so that the costly check is rare.
    let may_be_broken = text.as_bytes().windows(3).any(|bytes| bytes == "\u{FFFD}".as_bytes());
    (!may_be_broken || host::encode_uri_component(js).is_ok()).then_some(text)
}

#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "it is checked before")]
fn number(js: &JsValue) -> Option<i64> {
    let number = js.as_f64()?;
    (number.fract() == 0.0 && number.abs() <= MAX_NUMBER as f64).then_some(number as i64)
}

fn path(parent: &str, property: &str) -> String {
    if parent.is_empty() { property.to_owned() } else { format!("{parent}.{property}") }
}
