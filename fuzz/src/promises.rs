//! What must hold of every outcome, whatever came in.

use std::collections::HashSet;

use cos_jobs::encode::encoded;
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::request::Outgoing;
use serde_json::Value as Json;

use crate::play::signature;
use crate::{SECRET_KEY, SESSION_TOKEN};

/// So many characters in a row of a secret are a leak.
const RUN: usize = 12;

/// The longest message, in bytes: two texts of the service in UTF-8, the advice, the job's id.
const LONGEST: usize = 6_000;

/// A result is JSON that another parser reads, and its parts are what the documents say.
pub fn check_result(action: &str, json: &str) {
    let result: Json = serde_json::from_str(json).expect("a result is JSON");
    let result = result.as_object().expect("a result is an object");
    if action != "ListJobs" && action != "CreateJob" {
        assert_eq!(result.get("jobId").and_then(Json::as_str), Some(crate::JOB_ID), "it is about another job");
    }
    for name in result.keys() {
        assert!(!["__proto__", "constructor", "prototype"].contains(&name.as_str()));
    }
}

/// An error is of bounded length, on one line, and honest about its effect.
pub fn check_error(action: &str, error: &Error, sent: u32, max_attempts: u32) {
    let reads = ["DescribeJob", "ListJobs"].contains(&action);
    assert!(!(reads && error.effect == Effect::Unknown), "a read changes nothing");
    assert!(!(error.kind == ErrorKind::Input && error.effect == Effect::Unknown), "nothing was sent");
    assert!(error.attempts == sent && sent <= max_attempts, "it was sent too often");
    check_texts(error);
}

/// The part of [`check_error`] that holds for the error of a single request, too.
pub fn check_texts(error: &Error) {
    let read: Json = serde_json::from_str(error.to_object().as_str()).expect("an error is JSON");
    assert_eq!(read.get("message").and_then(Json::as_str), Some(error.message.as_str()));
    assert!(!error.code.is_empty() && !error.message.is_empty());
    let facts = error.answer.as_ref();
    let parts = facts.map(|facts| [&facts.request_id, &facts.trace_id, &facts.resource]);
    let parts = parts.into_iter().flatten().flatten().map(String::as_str);
    for text in parts.chain([error.code.as_ref(), &error.message]) {
        assert!(text.len() <= LONGEST, "{} bytes of text", text.len());
        assert!(!text.chars().any(char::is_control), "a line end in {text:?}");
    }
}

/// Nothing that can be read of an error shows what the request before it was signed with, not even a part of that.
pub fn check_hidden(error: &Error, outgoing: Option<&Outgoing>) {
    let text = format!("{} {error} {error:?}", error.to_object().as_str()).to_ascii_lowercase();
    let signature = outgoing.map(signature).unwrap_or_default();
    let secrets = [SECRET_KEY, SESSION_TOKEN, &encoded(SESSION_TOKEN), signature].map(str::to_ascii_lowercase);
    let runs: HashSet<_> = secrets.iter().flat_map(|secret| secret.as_bytes().windows(RUN)).collect();
    for run in text.as_bytes().windows(RUN) {
        assert!(!runs.contains(run), "{} of a secret shows in {text}", String::from_utf8_lossy(run));
    }
}
