//! `authorization()` and `explainSignature()`: the signature of any request.

use alloc::string::String;
use alloc::vec::Vec;

use cos_jobs_wire::parts::parts;

use super::message::fault;
use crate::encode::decoded_path;
use crate::error::Error;
use crate::input;
use crate::json::{Object, from_json};
use crate::shape::{ANY, Field, Kind, limits};
use crate::sign::{self, Explanation, KeyTime, SignKey, Signable};
use crate::value::{MAX_NUMBER, Value};

/// Names and values in turn: an object can't be read by a table if anything may be its property.
const PAIRS: Kind = Kind::List("member", &Kind::Text(ANY));

const METHOD: Field = Field::required("Method", "method", Kind::Id(limits(1, 32)));
const PATH: Field = Field::required("Path", "path", Kind::Text(ANY));
const SECRET_ID: Field = Field::required("SecretId", "secretId", Kind::Id(limits(1, 1024)));
const START_TIME: Field = Field::required("StartTime", "startTime", Kind::Number(limits(0, MAX_NUMBER)));
const END_TIME: Field = Field::required("EndTime", "endTime", Kind::Number(limits(0, MAX_NUMBER)));
const QUERY: Field = Field::optional("Query", "query", PAIRS);
const HEADERS: Field = Field::optional("Headers", "headers", PAIRS);

/// What is read.
const REQUEST: &[Field] = &[METHOD, PATH, QUERY, HEADERS, SECRET_ID, START_TIME, END_TIME];

/// What is checked of it: names and values may hold anything, since all of them are encoded.
const CHECKED: &[Field] = &[METHOD, PATH, SECRET_ID, START_TIME, END_TIME];

/// Apart from the others, since it is no part of the JSON.
const SECRET_KEY: &[Field] = &[Field::required("SecretKey", "secretKey", Kind::Id(limits(1, 1024)))];

/// The value of the `Authorization` header, or with `explain` every stage of the signature as JSON. The parts of the text
/// are the key and the request.
pub(super) fn sign(text: &str, explain: bool) -> String {
    let [secret_key, request] = parts(text);
    signed(request, secret_key, explain).unwrap_or_else(|error| fault(&error))
}

fn signed(text: &str, secret_key: &str, explain: bool) -> Result<String, Error> {
    let request = from_json(text, REQUEST)?;
    input::check(CHECKED, &request)?;
    input::check(SECRET_KEY, &Value::Object(Vec::from([("secretKey", Value::text(secret_key))])))?;
    let time = |name| request.get_number(name).map_or(0, i64::unsigned_abs);
    let key_time = KeyTime { start: time("startTime"), end: time("endTime") };
    if key_time.start > key_time.end {
        return Err(Error::input("startTime must not be later than endTime"));
    }
    let key = SignKey::derive(secret_key, key_time);
    let signable = Signable {
        method: request.get_text("method").unwrap_or_default(),
        path: &decoded_path(request.get_text("path").unwrap_or_default()),
        query: &pairs(&request, "query"),
        headers: &pairs(&request, "headers"),
    };
    let secret_id = request.get_text("secretId").unwrap_or_default();
    if explain {
        return Ok(explained(&sign::explain(&signable, secret_id, &key)));
    }
    Ok(sign::authorization(&signable, secret_id, &key))
}

fn explained(explanation: &Explanation) -> String {
    Object::new()
        .text("keyTime", &explanation.key_time)
        .text("httpString", &explanation.canonical.http_string)
        .text("stringToSign", &explanation.string_to_sign)
        .text("headerList", &explanation.canonical.header_list)
        .text("urlParamList", &explanation.canonical.url_param_list)
        .text("authorization", &explanation.authorization)
        .into_text()
}

fn pairs<'v>(request: &'v Value<'_>, name: &str) -> Vec<(&'v str, &'v str)> {
    let texts = request.get(name).map(Value::items).unwrap_or_default();
    let text = |value: &'v Value<'_>| value.as_text().unwrap_or_default();
    texts.chunks_exact(2).filter_map(|pair| Some((text(pair.first()?), text(pair.get(1)?)))).collect()
}
