//! `authorization()` and `explainSignature()`: the signature of any request.

use js_sys::{Promise, Reflect};
use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use super::convert::{MAX_TEXT, get, plain_error, read_fields, text_of, to_js, to_js_error};
use super::host::entries;
use super::promise::settled;
use crate::error::Error;
use crate::model::Value;
use crate::model::check::check;
use crate::model::shape::{ANY, Field, Kind, MAX_NUMBER, limits};
use crate::sign::encode::decoded_path;
use crate::sign::{Explanation, KeyTime, SignKey, Signable, explain};

const REQUEST: &[Field] = &[
    Field::required("method", Kind::Id(limits(1, 32))),
    Field::required("path", Kind::Text(ANY)),
    Field::optional("query", Kind::Host),
    Field::optional("headers", Kind::Host),
];

const KEYS: &[Field] = &[
    Field::required("secretId", Kind::Id(limits(1, 1024))),
    Field::required("startTime", Kind::Number(limits(0, MAX_NUMBER))),
    Field::required("endTime", Kind::Number(limits(0, MAX_NUMBER))),
];

type Pairs = Vec<(String, String)>;

/// The size of a whole request to sign, in bytes.
const MAX_REQUEST: usize = 4 * MAX_TEXT as usize;

/// The value of the `Authorization` header for a request.
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
#[wasm_bindgen(js_name = authorization)]
pub fn sign(request: &JsValue, keys: &JsValue) -> Promise {
    settled(stages(request, keys).map(|stages| stages.authorization.into()))
}

/// Every stage of the signature.
#[expect(unreachable_pub, reason = "wasm-bindgen exports public functions only")]
#[wasm_bindgen(js_name = explainSignature)]
pub fn explain_signature(request: &JsValue, keys: &JsValue) -> Promise {
    settled(stages(request, keys).and_then(|stages| to_js(&to_value(&stages))))
}

fn stages(request: &JsValue, keys: &JsValue) -> Result<Explanation, JsValue> {
    let fields = read_fields(request, REQUEST)?;
    check(REQUEST, &fields).map_err(plain_error)?;
    let mut size = fields.get_text("path").map_or(0, str::len);
    let (query, headers) = (pairs(request, "query", &mut size)?, pairs(request, "headers", &mut size)?);
    let times = read_fields(keys, KEYS)?;
    check(KEYS, &times).map_err(plain_error)?;
    let secret_key = secret_key(keys)?;
    let time = |name| times.get_number(name).map_or(0, i64::unsigned_abs);
    let key_time = KeyTime { start: time("startTime"), end: time("endTime") };
    if key_time.start > key_time.end {
        return Err(plain_error(Error::input("startTime must not be later than endTime")));
    }
    let signable = Signable {
        method: fields.get_text("method").unwrap_or_default(),
        path: &decoded_path(fields.get_text("path").unwrap_or_default()),
        query: &borrowed(&query),
        headers: &borrowed(&headers),
    };
    let key = SignKey::derive(&secret_key, key_time);
    Ok(explain(&signable, times.get_text("secretId").unwrap_or_default(), &key))
}

/// The secret key, which is kept out of the values that are checked by a table, because it is wiped when dropped.
fn secret_key(keys: &JsValue) -> Result<Zeroizing<String>, JsValue> {
    let key = Zeroizing::new(text_of(&get(keys, "secretKey")?).unwrap_or_default());
    let fits = (1..=1024).contains(&key.len()) && key.bytes().all(|byte| byte.is_ascii_graphic());
    if fits {
        return Ok(key);
    }
    Err(plain_error(Error::input("secretKey must be 1 to 1024 visible ASCII characters")))
}

/// The names and values of an object of strings, which may have any names.
fn pairs(request: &JsValue, name: &'static str, size: &mut usize) -> Result<Pairs, JsValue> {
    let record = get(request, name)?;
    if record.is_null_or_undefined() {
        return Ok(Vec::new());
    }
    let not_strings = || plain_error(Error::input(format!("{name} must be an object of strings")));
    let record = record.is_object().then_some(record).ok_or_else(not_strings)?;
    let mut pairs = Vec::new();
    let entries = entries(&record).map_err(|cause| {
        to_js_error(&Error::input(format!("{name} could not be read: a getter threw an error")), Some(cause))
    })?;
    for entry in entries.iter() {
        let part = |index| Reflect::get_u32(&entry, index).ok().and_then(|part| text_of(&part));
        match (part(0), part(1)) {
            (Some(key), Some(value)) => {
                *size += key.len() + value.len();
                pairs.push((key, value));
            }
            _ => return Err(not_strings()),
        }
        if *size > MAX_REQUEST {
            return Err(plain_error(Error::input(format!("The request has more than {MAX_REQUEST} bytes"))));
        }
    }
    Ok(pairs)
}

fn borrowed(pairs: &Pairs) -> Vec<(&str, &str)> {
    pairs.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect()
}

fn to_value(explanation: &Explanation) -> Value {
    Value::object()
        .with("keyTime", explanation.key_time.as_str())
        .with("httpString", explanation.http_string.as_str())
        .with("stringToSign", explanation.string_to_sign.as_str())
        .with("headerList", explanation.header_list.as_str())
        .with("urlParamList", explanation.url_param_list.as_str())
        .with("authorization", explanation.authorization.as_str())
}
