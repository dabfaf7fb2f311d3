//! Checks that every outcome must pass, whatever the input was.

use std::collections::HashSet;

use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::http::SignedRequest;
use cos_jobs::model::Value;
use cos_jobs::sign::encode::encoded;
use serde_json::Value as Json;

use crate::play::signature;
use crate::{SECRET_KEY, SESSION_TOKEN};

/// A text that contains this many consecutive characters of a secret leaks it.
const RUN: usize = 12;

/// The longest message, in bytes: two texts of the service in UTF-8, the advice, and the job id.
const LONGEST: usize = 6_000;

/// Checks that a result can be read as JSON and is about the right job.
pub fn check_result(action: &str, result: &Value) {
    let result = to_json(result);
    let result = result.as_object().expect("a result is an object");
    if action != "ListJobs" && action != "CreateJob" {
        assert_eq!(result.get("jobId").and_then(Json::as_str), Some(crate::JOB_ID), "it is about another job");
    }
    for name in result.keys() {
        assert!(!["__proto__", "constructor", "prototype"].contains(&name.as_str()));
    }
}

/// Checks that the texts of an error are limited, and that its effect and its number of attempts are right.
pub fn check_error(action: &str, error: &Error, sent: u32, max_attempts: u32) {
    let reads = ["DescribeJob", "ListJobs"].contains(&action);
    assert!(!(reads && error.effect == Effect::Unknown), "a read changes nothing");
    assert!(!(error.kind == ErrorKind::Input && error.effect == Effect::Unknown), "nothing was sent");
    assert!(error.attempts == sent && sent <= max_attempts, "it was sent too often");
    check_texts(error);
}

/// The part of [`check_error`] that also applies to the error of a single request: each text is short and on one line.
pub fn check_texts(error: &Error) {
    let read = to_json(&error.to_value());
    assert_eq!(read.get("message").and_then(Json::as_str), Some(error.message.as_str()));
    assert!(!error.code.is_empty() && !error.message.is_empty());
    let facts = error.answer.as_ref();
    let parts = facts.map(|facts| [&facts.request_id, &facts.trace_id, &facts.resource]);
    let parts = parts.into_iter().flatten().flatten().map(String::as_str);
    for text in parts.chain([error.code.as_ref(), &error.message]) {
        assert!(text.len() <= LONGEST, "{} bytes of text", text.len());
        assert!(!text.chars().any(char::is_control), "a control character in {text:?}");
    }
}

/// Checks that an error shows no part of the secrets of `request`, or of the keys, in any form.
pub fn check_hidden(error: &Error, request: Option<&SignedRequest>) {
    let text = format!("{} {error} {error:?}", to_text(&error.to_value())).to_ascii_lowercase();
    let signature = request.map(signature).unwrap_or_default();
    let secrets = [SECRET_KEY, SESSION_TOKEN, &encoded(SESSION_TOKEN), signature].map(str::to_ascii_lowercase);
    let runs: HashSet<_> = secrets.iter().flat_map(|secret| secret.as_bytes().windows(RUN)).collect();
    for run in text.as_bytes().windows(RUN) {
        assert!(!runs.contains(run), "{} of a secret shows in {text}", String::from_utf8_lossy(run));
    }
}

fn to_text(value: &Value) -> String {
    serde_json::to_string(value).expect("a value can be written as JSON")
}

/// The value after it was written as a JSON text and read again.
fn to_json(value: &Value) -> Json {
    serde_json::from_str(&to_text(value)).expect("the JSON can be read")
}
