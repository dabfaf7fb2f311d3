//! What a caller gets for each documented answer, and for those that no service should send.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use cos_jobs::call::{Call, Failure, Mode, Step};
use cos_jobs::client::Client;
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::request::{Headers, Response};
use cos_jobs::value::Value;

use support::{NOW, call, client, object};

const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";

fn fixtures(folder: &str, extension: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.retain(|file| file.extension().is_some_and(|found| found == extension));
    assert!(!files.is_empty());
    files
}

/// What a call of one attempt ends with, when each of its requests is answered alike.
fn answer(action: &str, input: &Value<'_>, status: u16, body: &[u8]) -> Result<String, Error> {
    let headers = Headers { request_id: Some("NWRm".into()), trace_id: Some("OGVm".into()), ..Headers::default() };
    let response = Response { status, headers, body: body.to_vec() };
    play(action, input, |call, client, now| call.on_response(client, now, &response))
}

/// What a call of one attempt ends with, when `event` happens to each of its requests.
fn play(
    action: &str,
    input: &Value<'_>,
    mut event: impl FnMut(&mut Call, &mut Client, u64) -> Step,
) -> Result<String, Error> {
    let (mut client, mut now) = (client(), NOW);
    let mut call = call(action, input, Mode::Event, 1);
    let mut step = call.begin(&mut client, now);
    for _ in 0..10 {
        step = match step {
            Step::Done(result) => return result,
            Step::Wait(until) => {
                now = until;
                call.on_time(&mut client, now)
            }
            Step::Send(_) => event(&mut call, &mut client, now),
            Step::Credentials | Step::Authorize(_) => panic!("it has credentials"),
        };
    }
    panic!("the call does not end");
}

fn change() -> Value<'static> {
    object(&[("jobId", JOB_ID), ("requestedJobStatus", "Cancelled")])
}

fn priority() -> Value<'static> {
    Value::Object(vec![("jobId", Value::text(JOB_ID)), ("priority", Value::Number(0))])
}

fn check_folder(folder: &str, action: &str, input: &Value<'_>) {
    for file in fixtures(folder, "xml") {
        let result = answer(action, input, 200, &fs::read(&file).unwrap()).unwrap();
        let result: serde_json::Value = serde_json::from_str(&result).unwrap();
        let expected = fs::read_to_string(file.with_extension("json")).unwrap();
        assert_eq!(result, serde_json::from_str::<serde_json::Value>(&expected).unwrap(), "{}", file.display());
    }
}

#[test]
fn a_described_job_is_complete_field_by_field() {
    check_folder("describe-job", "DescribeJob", &object(&[("jobId", JOB_ID)]));
}

#[test]
fn a_list_is_a_list_whether_of_none_of_one_or_of_many() {
    check_folder("list-jobs", "ListJobs", &object(&[]));
}

#[test]
fn a_changed_status_is_told_as_the_service_tells_it() {
    check_folder("update-job-status", "UpdateJobStatus", &change());
}

#[test]
fn a_changed_priority_is_told_as_the_service_tells_it() {
    check_folder("update-job-priority", "UpdateJobPriority", &priority());
}

#[test]
fn a_deletion_is_answered_by_nothing_at_all() {
    let input = object(&[("jobId", JOB_ID)]);
    for (status, body) in [(204, ""), (200, ""), (200, "\n")] {
        let result: serde_json::Value =
            serde_json::from_str(&answer("DeleteJob", &input, status, body.as_bytes()).unwrap()).unwrap();
        let expected = serde_json::json!({ "jobId": JOB_ID, "requestId": "NWRm", "attempts": 1, "reconciled": false });
        assert_eq!(result, expected);
    }
    for (status, body) in [(200, "<html>login</html>"), (200, "ok"), (302, ""), (404, ""), (502, "")] {
        let error = answer("DeleteJob", &input, status, body.as_bytes()).unwrap_err();
        assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::Unknown), "{status} {body}");
    }
    let empty = answer("UpdateJobStatus", &change(), 200, b"").unwrap_err();
    assert_eq!(empty.kind, ErrorKind::Response, "only a deletion has an empty answer");
}

#[test]
fn a_body_that_can_not_be_trusted_is_never_a_success_nor_a_certain_failure() {
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
fn a_good_body_under_a_bad_status_is_not_trusted() {
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
fn a_refusal_carries_all_that_support_asks_for() {
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
fn a_refusal_is_certain_only_if_the_service_says_that_it_is_the_callers_fault() {
    for (status, code, effect, retryable) in [
        (400, "InvalidRequest", Effect::None, false),
        (403, "AccessDenied", Effect::None, false),
        (404, "NoSuchJob", Effect::None, false),
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
fn a_hostile_message_can_neither_flood_nor_break_a_line() {
    let body = format!("<Error><Code>X</Code><Message>a&#10;\u{1b}[31m{}</Message></Error>", "b".repeat(100_000));
    let error = answer("UpdateJobStatus", &change(), 400, body.as_bytes()).unwrap_err();
    assert!(error.message.len() < 1_000);
    assert!(!error.message.contains(char::is_control));
}

#[test]
fn no_answer_at_all_leaves_a_change_open_and_a_read_not() {
    for (failure, kind) in [(Failure::Network, ErrorKind::Network), (Failure::Timeout, ErrorKind::Timeout)] {
        for (action, effect) in [("UpdateJobStatus", Effect::Unknown), ("DescribeJob", Effect::None)] {
            let failed = play(action, &change(), |call, client, now| call.on_failure(client, now, failure));
            let error = failed.unwrap_err();
            assert_eq!((error.kind, error.effect, error.retryable), (kind, effect, true), "{action}");
        }
    }
}
