//! The results of documented answers, and the errors for answers that no service should send.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use cos_jobs::account::Account;
use cos_jobs::call::{Call, Failure, Mode, Step};
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::http::{Headers, Response};
use cos_jobs::model::Value;

use support::{NOW, account, call, object};

const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";

fn fixtures(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    assert!(!files.is_empty());
    files
}

/// The outcome of a call with one attempt, when all of its requests get the same answer.
fn answer(action: &str, input: &Value, status: u16, body: &[u8]) -> Result<Value, Error> {
    let headers = Headers { request_id: Some("NWRm".into()), trace_id: Some("OGVm".into()), ..Headers::default() };
    let response = Response { status, headers, body: body.to_vec() };
    play(action, input, |call, account, now| call.on_response(account, now, &response))
}

/// The outcome of a call with one attempt, when `event` happens after each of its requests.
fn play(
    action: &str,
    input: &Value,
    mut event: impl FnMut(&mut Call, &mut Account, u64) -> Step,
) -> Result<Value, Error> {
    let (mut account, mut now) = (account(), NOW);
    let mut call = call(action, input, Mode::Change, 1);
    let mut step = call.begin(&mut account, now);
    for _ in 0..10 {
        step = match step {
            Step::Done(result) => return result,
            Step::Wait(until) => {
                now = until;
                call.on_time(&mut account, now)
            }
            Step::Send(_) => event(&mut call, &mut account, now),
            Step::Credentials | Step::Authorize(_) | Step::Select(_) => {
                panic!("the account has credentials and no selection")
            }
        };
    }
    panic!("the call does not end");
}

fn change() -> Value {
    requested("Cancelled")
}

fn requested(status: &str) -> Value {
    object(&[("jobId", JOB_ID), ("requestedJobStatus", status)])
}

fn priority() -> Value {
    Value::object().with("jobId", JOB_ID).with("priority", 0)
}

/// Compares the results of all documents in a folder with the JSON files of the same name.
fn check_folder(folder: &str, action: &str, input: &Value) {
    for file in fixtures(folder, "xml") {
        check_file(&file, action, input);
    }
}

fn check_file(file: &Path, action: &str, input: &Value) {
    let result = answer(action, input, 200, &fs::read(file).unwrap()).unwrap();
    let result = serde_json::to_value(&result).unwrap();
    let expected = fs::read_to_string(file.with_extension("json")).unwrap();
    assert_eq!(result, serde_json::from_str::<serde_json::Value>(&expected).unwrap(), "{}", file.display());
}

#[test]
fn every_field_of_a_described_job_is_in_the_result() {
    check_folder("describe-job", "DescribeJob", &object(&[("jobId", JOB_ID)]));
}

#[test]
fn a_list_is_an_array_for_any_number_of_jobs() {
    check_folder("list-jobs", "ListJobs", &object(&[]));
}

#[test]
fn the_result_of_a_status_change_is_what_the_service_answers() {
    for file in fixtures("update-job-status", "xml") {
        let is_confirmed = file.file_stem().is_some_and(|name| name == "confirmed");
        check_file(&file, "UpdateJobStatus", &requested(if is_confirmed { "Ready" } else { "Cancelled" }));
    }
}

#[test]
fn the_result_of_a_priority_change_is_what_the_service_answers() {
    check_folder("update-job-priority", "UpdateJobPriority", &priority());
}

#[test]
fn a_deletion_succeeds_only_with_an_empty_answer() {
    let input = object(&[("jobId", JOB_ID)]);
    for (status, body) in [(204, ""), (200, ""), (200, "\n")] {
        let result = answer("DeleteJob", &input, status, body.as_bytes()).unwrap();
        let expected = serde_json::json!({ "jobId": JOB_ID, "requestId": "NWRm", "attempts": 1, "reconciled": false });
        assert_eq!(serde_json::to_value(&result).unwrap(), expected);
    }
    for (status, body) in [(200, "<html>login</html>"), (200, "ok"), (302, ""), (404, ""), (502, "")] {
        let error = answer("DeleteJob", &input, status, body.as_bytes()).unwrap_err();
        assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::Unknown), "{status} {body}");
    }
    let empty = answer("UpdateJobStatus", &change(), 200, b"").unwrap_err();
    assert_eq!(empty.kind, ErrorKind::Response, "no other action may have an empty answer");
}

#[test]
fn an_unusable_body_is_neither_a_success_nor_a_certain_failure() {
    for file in fixtures("broken", "txt") {
        for status in [200, 404, 502] {
            let error = answer("UpdateJobStatus", &change(), status, &fs::read(&file).unwrap()).unwrap_err();
            let name = file.display();
            assert_eq!((error.kind, error.code.as_ref()), (ErrorKind::Response, "UnexpectedResponse"), "{name}");
            assert_eq!(error.effect, Effect::Unknown, "{name}");
            assert_eq!(error.answer.as_ref().unwrap().status_code, status, "{name}");
            assert_eq!(error.answer.as_ref().unwrap().request_id.as_deref(), Some("NWRm"), "{name}");
        }
    }
}

#[test]
fn a_good_body_with_a_bad_status_is_not_trusted() {
    let body = fs::read(&fixtures("update-job-status", "xml")[0]).unwrap();
    for status in [0, 302, 404, 500] {
        let error = answer("UpdateJobStatus", &change(), status, &body).unwrap_err();
        assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::Unknown), "{status}");
    }
}

#[test]
fn an_answer_that_is_too_large_is_refused() {
    let error = answer("ListJobs", &object(&[]), 200, &vec![b' '; 16 * 1024 * 1024 + 1]).unwrap_err();
    assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::None));
}

#[test]
fn a_refusal_contains_all_facts_that_support_asks_for() {
    let body = "<?xml version='1.0' encoding='utf-8' ?><Error><Code>NoSuchJob</Code><Message>The specified job \
                does not exist.</Message><Resource>/jobs/x</Resource><RequestId>in-the-body</RequestId>\
                <TraceId>in-the-body</TraceId></Error>";
    for status in [404, 200] {
        let error = answer("UpdateJobStatus", &change(), status, body.as_bytes()).unwrap_err();
        assert_eq!((error.kind, error.code.as_ref(), error.retryable), (ErrorKind::Service, "NoSuchJob", false));
        assert_eq!((error.action, error.attempts), (Some("UpdateJobStatus"), 1));
        assert!(error.message.contains("The specified job does not exist."), "{}", error.message);
        let facts = error.answer.as_ref().unwrap();
        assert_eq!((facts.status_code, facts.resource.as_deref()), (status, Some("/jobs/x")));
        assert_eq!((facts.request_id.as_deref(), facts.trace_id.as_deref()), (Some("NWRm"), Some("OGVm")));
    }
}

#[test]
fn a_refusal_proves_that_nothing_changed_only_if_the_caller_caused_it() {
    for (status, code, effect, retryable) in [
        (400, "InvalidRequest", Effect::None, false),
        (403, "AccessDenied", Effect::None, false),
        (500, "InternalError", Effect::Unknown, true),
        (503, "SlowDown", Effect::Unknown, true),
        (500, "TooManyJobs", Effect::None, false),
    ] {
        let body = format!("<Error><Code>{code}</Code></Error>");
        let error = answer("UpdateJobStatus", &change(), status, body.as_bytes()).unwrap_err();
        assert_eq!((error.effect, error.retryable), (effect, retryable), "{code}");
        let read = answer("DescribeJob", &object(&[("jobId", JOB_ID)]), status, body.as_bytes()).unwrap_err();
        assert_eq!(read.effect, Effect::None, "a read changes nothing");
    }
}

#[test]
fn a_hostile_message_is_shortened_and_kept_on_one_line() {
    let body = format!("<Error><Code>X</Code><Message>a&#10;\u{1b}[31m{}</Message></Error>", "b".repeat(100_000));
    let error = answer("UpdateJobStatus", &change(), 400, body.as_bytes()).unwrap_err();
    assert!(error.message.len() < 1_000);
    assert!(!error.message.contains(char::is_control));
}

#[test]
fn without_an_answer_the_effect_of_a_change_is_unknown() {
    for (failure, kind) in [(Failure::Network, ErrorKind::Network), (Failure::Timeout, ErrorKind::Timeout)] {
        for (action, effect) in [("UpdateJobStatus", Effect::Unknown), ("DescribeJob", Effect::None)] {
            let failed = play(action, &change(), |call, account, now| call.on_failure(account, now, failure));
            let error = failed.unwrap_err();
            assert_eq!((error.kind, error.effect, error.retryable), (kind, effect, true), "{action}");
        }
    }
}
