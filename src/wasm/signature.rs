//! `authorization()` and `explainSignature()`: the signature of any request.

use wasm_bindgen::JsValue;
use wasm_bindgen::prelude::wasm_bindgen;
use zeroize::Zeroizing;

use super::convert::{get, properties, secret, text};
use super::{host, thrown};
use crate::encode::decoded_path;
use crate::error::Error;
use crate::input;
use crate::json::to_json;
use crate::shape::{ANY, Field, Kind, limits};
use crate::sign::{self, Explanation, KeyTime, SignKey, Signable};
use crate::value::{MAX_NUMBER, Value};

const REQUEST: &[Field] =
    &[Field::required("Method", "method", Kind::Id(limits(1, 32))), Field::required("Path", "path", Kind::Text(ANY))];

const KEYS: &[Field] = &[
    Field::required("SecretId", "secretId", Kind::Id(limits(1, 1024))),
    Field::required("StartTime", "startTime", Kind::Number(limits(0, MAX_NUMBER))),
    Field::required("EndTime", "endTime", Kind::Number(limits(0, MAX_NUMBER))),
];

/// Apart from the others, since what is read by a table stays in memory.
const SECRET_KEY: &[Field] = &[Field::required("SecretKey", "secretKey", Kind::Id(limits(1, 1024)))];

/// The value of the `Authorization` header.
#[wasm_bindgen]
pub fn authorization(request: &JsValue, keys: &JsValue) -> Result<String, JsValue> {
    explanation(request, keys).map(|explanation| explanation.authorization).map_err(|error| thrown(&error))
}

/// Every stage of a signature, as JSON.
#[wasm_bindgen(js_name = explainSignature)]
pub fn explain_signature(request: &JsValue, keys: &JsValue) -> Result<String, JsValue> {
    let explanation = explanation(request, keys).map_err(|error| thrown(&error))?;
    Ok(to_json(&Value::Object(vec![
        ("keyTime", Value::text(explanation.key_time.to_string())),
        ("httpString", Value::text(explanation.canonical.http_string)),
        ("stringToSign", Value::text(explanation.string_to_sign)),
        ("headerList", Value::text(explanation.canonical.header_list)),
        ("urlParamList", Value::text(explanation.canonical.url_param_list)),
        ("authorization", Value::text(explanation.authorization)),
    ])))
}

fn explanation(request: &JsValue, keys: &JsValue) -> Result<Explanation, Error> {
    let query = pairs(&get(request, "query")?, "query")?;
    let headers = pairs(&get(request, "headers")?, "headers")?;
    let request = checked(request, REQUEST)?;
    let secret_key = secret_key(keys)?;
    let keys = checked(keys, KEYS)?;
    let time = |name| keys.get_number(name).map_or(0, i64::unsigned_abs);
    let key_time = KeyTime { start: time("startTime"), end: time("endTime") };
    if key_time.start > key_time.end {
        return Err(Error::input("startTime must not be later than endTime"));
    }
    let key = SignKey::derive(&secret_key, key_time);
    let signable = Signable {
        method: request.get_text("method").unwrap_or_default(),
        path: &decoded_path(request.get_text("path").unwrap_or_default()),
        query: &borrowed(&query),
        headers: &borrowed(&headers),
    };
    Ok(sign::explain(&signable, keys.get_text("secretId").unwrap_or_default(), &key, key_time))
}

fn secret_key(keys: &JsValue) -> Result<Zeroizing<String>, Error> {
    let key = secret(&get(keys, "secretKey")?).unwrap_or_default();
    input::check(SECRET_KEY, &Value::Object(vec![("secretKey", Value::text(key.as_str()))]))?;
    Ok(key)
}

fn checked(object: &JsValue, fields: &'static [Field]) -> Result<Value<'static>, Error> {
    let value = Value::Object(properties(object, fields, "")?);
    input::check(fields, &value)?;
    Ok(value)
}

/// The own properties of a record of strings.
fn pairs(record: &JsValue, name: &str) -> Result<Vec<(String, String)>, Error> {
    let wrong = || Error::input(format!("{name} must be an object of strings"));
    if record.is_undefined() || record.is_null() {
        return Ok(Vec::new());
    }
    if !record.is_object() {
        return Err(wrong());
    }
    let mut pairs = Vec::new();
    for name in host::keys(record).map_err(|_| wrong())? {
        // Half a surrogate pair in a name arrives as this character, and no name of a header or parameter holds it.
        if name.contains('\u{FFFD}') {
            return Err(wrong());
        }
        let value = host::get(record, &name).ok().as_ref().and_then(text).ok_or_else(wrong)?;
        pairs.push((name, value));
    }
    Ok(pairs)
}

fn borrowed(pairs: &[(String, String)]) -> Vec<(&str, &str)> {
    pairs.iter().map(|(key, value)| (key.as_str(), value.as_str())).collect()
}
