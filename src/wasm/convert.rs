//! Converting between JavaScript's values and those of the core.

use std::borrow::Cow;
use std::cell::RefCell;

use js_sys::{JsString, Reflect};
use serde::Serialize;
use wasm_bindgen::{JsCast, JsValue};

use super::host::{self, CosJobsError, set_of, unknown_name_of};
use crate::error::Error;
use crate::model::Value;
use crate::model::check::{Path, must_be, unknown_name};
use crate::model::shape::{Field, Kind, Limits, MAX_NUMBER};

/// The longest text, in UTF-16 units, and the longest list of an input: as much as an answer may contain. Larger ones could
/// exhaust the memory that all clients share.
pub(super) const MAX_TEXT: u32 = 16 * 1024 * 1024;
const MAX_ITEMS: u32 = 1_000_000;

/// A text of so many UTF-16 units is always read, so that an error can tell its length.
const ALWAYS_READ: i64 = 64 * 1024;

/// A value of the core as plain JavaScript data.
pub(super) fn to_js(value: &Value) -> Result<JsValue, JsValue> {
    value.serialize(&serde_wasm_bindgen::Serializer::new()).map_err(JsValue::from)
}

/// An error as the `CosJobsError` that JavaScript sees.
pub(super) fn to_js_error(error: &Error, cause: Option<JsValue>) -> JsValue {
    let facts = to_js(&error.to_value()).unwrap_or_default();
    CosJobsError::new(&facts, &cause.unwrap_or_default()).into()
}

/// An error without a cause in the host.
#[expect(clippy::needless_pass_by_value, reason = "it is passed to map_err")]
pub(super) fn plain_error(error: Error) -> JsValue {
    to_js_error(&error, None)
}

/// Reads an input by its fields. Unknown names are refused, and `null` counts as missing.
pub(super) fn read_input(input: &JsValue, fields: &'static [Field]) -> Result<Value, JsValue> {
    read_object(input, fields, &Path::Input, Unknown::Refused)
}

/// Reads the fields of an object that may have other properties, which are ignored.
pub(super) fn read_fields(object: &JsValue, fields: &'static [Field]) -> Result<Value, JsValue> {
    read_object(object, fields, &Path::Input, Unknown::Ignored)
}

/// What to do with properties that are not in the table.
#[derive(Clone, Copy, PartialEq)]
enum Unknown {
    Refused,
    Ignored,
}

/// Reads options, which may be missing altogether.
pub(super) fn read_options(options: &JsValue, fields: &'static [Field]) -> Result<Value, JsValue> {
    if options.is_null_or_undefined() {
        return Ok(Value::object());
    }
    read_input(options, fields)
}

fn read_object(
    object: &JsValue,
    fields: &'static [Field],
    path: &Path<'_>,
    unknown: Unknown,
) -> Result<Value, JsValue> {
    if !object.is_object() || is_array(object) {
        return Err(plain_error(must_be(path, &Kind::Object(&[]))));
    }
    if unknown == Unknown::Refused {
        refuse_unknown(object, fields, path)?;
    }
    let mut properties = Vec::with_capacity(fields.len());
    for field in fields.iter().filter(|field| !matches!(field.kind, Kind::Host)) {
        let path = path.property(field.property);
        let value = property(object, field.property, &path)?;
        if !value.is_null_or_undefined() {
            properties.push((field.property, read_value(&value, &field.kind, &path)?));
        }
    }
    Ok(Value::Object(properties))
}

/// Refuses a property that the table does not contain: a misspelled option must not be ignored.
fn refuse_unknown(object: &JsValue, fields: &'static [Field], path: &Path<'_>) -> Result<(), JsValue> {
    let known = SETS.with_borrow_mut(|sets| {
        if let Some((_, set)) = sets.iter().find(|(known, _)| std::ptr::eq(*known, fields)) {
            return Ok(set.clone());
        }
        let names = fields.iter().map(|field| Cow::Borrowed(field.property).into()).collect();
        let set = set_of(&to_js(&Value::List(names))?);
        sets.push((fields, set.clone()));
        Ok::<_, JsValue>(set)
    })?;
    let unknown = unknown_name_of(object, &known)
        .map_err(|cause| to_js_error(&Error::input(format!("{path} could not be read")), Some(cause)))?;
    match unknown {
        Some(name) => Err(plain_error(unknown_name(fields, path, &name))),
        None => Ok(()),
    }
}

thread_local! {
    /// The known names of each table as JavaScript's sets.
    static SETS: RefCell<Vec<(*const [Field], JsValue)>> = RefCell::default();
}

/// A name as JavaScript's text. serde-wasm-bindgen converts each static text only once, because that takes longer than reading
/// a property.
fn js_name(name: &'static str) -> Result<JsValue, JsValue> {
    to_js(&Cow::Borrowed(name).into())
}

/// The property of a caller's object, own or inherited, but not that of `Object.prototype`.
pub(super) fn property_of(object: &JsValue, name: &'static str) -> Result<JsValue, JsValue> {
    host::property_of(object, &js_name(name)?)
}

/// The same; `path` is its place in the input, for the error if its getter throws.
fn property(object: &JsValue, name: &'static str, path: &Path<'_>) -> Result<JsValue, JsValue> {
    property_of(object, name).map_err(|cause| {
        let message = format!("{path} could not be read: its getter threw an error");
        to_js_error(&Error::input(message), Some(cause))
    })
}

/// The property of a caller's object or function.
pub(super) fn get(object: &JsValue, name: &'static str) -> Result<JsValue, JsValue> {
    property(object, name, &Path::Input.property(name))
}

fn read_value(value: &JsValue, kind: &'static Kind, path: &Path<'_>) -> Result<Value, JsValue> {
    let found = match kind {
        Kind::Text(Limits { max, .. }) | Kind::Id(Limits { max, .. }) => text_up_to(value, *max).map(Value::from),
        Kind::Word(_) => text_up_to(value, 0).map(Value::from),
        Kind::IdOrNumber(Limits { max, .. }) => match value.as_f64().and_then(whole).filter(|number| *number >= 0) {
            Some(number) => Some(number.to_string().into()),
            None => text_up_to(value, *max).map(Value::from),
        },
        Kind::Number(_) => value.as_f64().and_then(whole).map(Value::Number),
        Kind::Flag => value.as_bool().map(Value::Flag),
        Kind::Empty => (value.is_object() && !is_array(value)).then(Value::object),
        Kind::Object(fields) => Some(read_object(value, fields, path, Unknown::Refused)?),
        Kind::List(_, kind) if is_array(value) => Some(read_list(value, kind, path)?),
        Kind::List(..) | Kind::Host => None,
    };
    found.ok_or_else(|| {
        let mut error = must_be(path, kind);
        if is_array(value) {
            error.message += ". An array is not allowed here";
        }
        plain_error(error)
    })
}

fn read_list(list: &JsValue, kind: &'static Kind, path: &Path<'_>) -> Result<Value, JsValue> {
    let length = property(list, "length", path)?.as_f64().map_or(u64::MAX, to_u64);
    let Some(length) = u32::try_from(length).ok().filter(|length| *length <= MAX_ITEMS) else {
        return Err(plain_error(Error::input(format!("{path} has more than {MAX_ITEMS} items"))));
    };
    let mut items = Vec::new();
    for index in 0..length {
        let path = path.item(index as usize);
        let item = Reflect::get_u32(list, index).map_err(|cause| {
            let message = format!("{path} could not be read: its getter threw an error");
            to_js_error(&Error::input(message), Some(cause))
        })?;
        items.push(read_value(&item, kind, &path)?);
    }
    Ok(Value::List(items))
}

/// Whether a value is an array. The host's own function throws an error for a proxy that was revoked.
fn is_array(value: &JsValue) -> bool {
    host::is_array(value).unwrap_or_default()
}

/// The text that a value is, unless it is too long or has half a surrogate pair, which UTF-8 cannot represent.
pub(super) fn text_of(value: &JsValue) -> Option<String> {
    text_up_to(value, MAX_TEXT.into())
}

/// The same for a text of at most so many bytes. A text never has more UTF-16 units than bytes, so a text that is much too long
/// is not copied.
fn text_up_to(value: &JsValue, max: i64) -> Option<String> {
    if i64::from(value.dyn_ref::<JsString>()?.length()) > max.clamp(ALWAYS_READ, MAX_TEXT.into()) {
        return None;
    }
    let text = value.as_string()?;
    // The conversion replaces half a surrogate pair by this character.
    let is_exact =
        text.chars().all(|character| character != char::REPLACEMENT_CHARACTER) || JsValue::from_str(&text) == *value;
    is_exact.then_some(text)
}

/// The whole number that a number is, if JavaScript represents it exactly.
#[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "the range is checked")]
fn whole(number: f64) -> Option<i64> {
    let is_whole = number.fract() == 0.0 && number.abs() <= MAX_NUMBER as f64;
    is_whole.then_some(number as i64)
}

/// A time of `Date.now()`, or an HTTP status. The cast saturates.
#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "saturating is intended")]
pub(super) fn to_u64(number: f64) -> u64 {
    number as u64
}
