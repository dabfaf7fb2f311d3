//! The requests that are sent: their URLs and headers, and that the receiver decodes what was signed.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::rc::Rc;

use cos_jobs::call::{Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs::http::SignedRequest;
use cos_jobs::jobs::definition;
use cos_jobs::model::Value;
use cos_jobs::sign::encode::{decoded, encoded};
use cos_jobs::sign::{KeyTime, SignKey, Signable, authorization};
use proptest::prelude::{ProptestConfig, proptest};

use support::{NOW, account, call, object};

const ID: &str = "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
const HOST: &str = "100000000001.cos-control.ap-chengdu.myqcloud.com";

/// The request of an action, signed for a caller who sends it.
fn sent(action: &str, input: &Value) -> Rc<SignedRequest> {
    first_request(action, input, Mode::Prepare)
}

fn first_request(action: &str, input: &Value, mode: Mode) -> Rc<SignedRequest> {
    match call(action, input, mode, 1).begin(&mut account(), NOW) {
        Step::Send(request) => request,
        other => panic!("the call should send a request, but it returned {other:?}"),
    }
}

/// A copy of a change that arrives late could undo a newer change.
#[test]
fn a_change_is_signed_for_its_timeout_and_a_minute() {
    let change = object(&[("jobId", "a"), ("requestedJobStatus", "Ready")]);
    for (action, input, mode, end) in [
        ("UpdateJobStatus", &change, Mode::Change, "1557989824"),
        ("UpdateJobStatus", &change, Mode::Prepare, "1557990654"),
        ("ListJobs", &object(&[]), Mode::Change, "1557990654"),
    ] {
        let authorization = &first_request(action, input, mode).headers[1].1;
        assert!(authorization.contains(&format!("&q-sign-time=1557989753;{end}&")), "{action}: {authorization}");
    }
}

#[test]
fn a_confirmation_is_the_documented_request() {
    let input = object(&[
        ("jobId", "65f2e4cf-83f5-42f1-9aa2-14720613da29"),
        ("requestedJobStatus", "Ready"),
        ("statusUpdateReason", "confirmed by operator"),
    ]);
    let request = sent("UpdateJobStatus", &input);
    assert_eq!(request.method.as_str(), "POST");
    assert_eq!(
        request.url,
        format!(
            "https://{HOST}/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status?requestedJobStatus=Ready\
             &statusUpdateReason=confirmed%20by%20operator"
        )
    );
    assert_eq!(request.headers[0], ("x-cos-appid", "1250000000".to_owned()));
    assert!(request.headers[1].1.contains("&q-sign-time=1557989753;1557990654&"));
    assert!(request.headers[1].1.contains("&q-header-list=host;x-cos-appid&"));
    assert_eq!(request.body, None);
}

#[test]
fn a_new_priority_is_the_documented_request() {
    for (priority, sent_as) in [(0, "0"), (2_147_483_647, "2147483647")] {
        let input = Value::object().with("jobId", "a/b").with("priority", priority);
        let request = sent("UpdateJobPriority", &input);
        assert_eq!(request.method.as_str(), "POST");
        assert_eq!(request.url, format!("https://{HOST}/jobs/a%2Fb/priority?priority={sent_as}"));
        assert!(request.headers[1].1.contains("&q-url-param-list=priority&"));
        assert_eq!(request.body, None);
    }
}

#[test]
fn a_deletion_is_the_request_of_the_official_sdk() {
    let request = sent("DeleteJob", &object(&[("jobId", "65f2e4cf-83f5-42f1-9aa2-14720613da29")]));
    assert_eq!(request.method.as_str(), "DELETE");
    assert_eq!(request.url, format!("https://{HOST}/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29"));
    assert_eq!(request.body, None);
}

#[test]
fn the_token_of_temporary_keys_is_sent_and_signed() {
    let mut account = account();
    let keys = Credentials::new(ID.into(), KEY.into(), Some("the-token".into())).unwrap();
    account.set_credentials(keys, Expiry::At(NOW / 1000 + 3600));
    let mut call = call("DescribeJob", &object(&[("jobId", "a")]), Mode::Change, 1);
    let Step::Send(request) = call.begin(&mut account, NOW) else { panic!() };
    assert_eq!(request.header("x-cos-security-token"), Some("the-token"));
    assert!(request.header("authorization").unwrap().contains("host;x-cos-appid;x-cos-security-token&"));
    assert!(!request.url.contains("token"));
}

#[test]
fn temporary_keys_are_replaced_a_minute_before_they_expire() {
    for (left, reused) in [(61, true), (60, false), (0, false)] {
        let mut account = account();
        let keys = Credentials::new(ID.into(), KEY.into(), None).unwrap();
        account.set_credentials(keys, Expiry::At(NOW / 1000 + left));
        let step = call("ListJobs", &object(&[]), Mode::Change, 1).begin(&mut account, NOW);
        assert_eq!(matches!(step, Step::Send(_)), reused, "{left} seconds left: {step:?}");
    }
}

#[test]
fn an_invalid_input_is_refused_before_anything_is_sent() {
    let long = "r".repeat(257);
    for (action, input) in [
        ("UpdateJobStatus", vec![("requestedJobStatus", "Ready")]),
        ("UpdateJobStatus", vec![("jobId", "a")]),
        ("UpdateJobStatus", vec![("jobId", "a"), ("requestedJobStatus", "Paused")]),
        ("UpdateJobStatus", vec![("jobId", "a"), ("requestedJobStatus", "ready")]),
        ("UpdateJobStatus", vec![("jobId", ".."), ("requestedJobStatus", "Ready")]),
        ("UpdateJobStatus", vec![("jobId", "a"), ("requestedJobStatus", "Ready"), ("statusUpdateReason", &long)]),
        ("UpdateJobStatus", vec![("jobId", "a"), ("requestedJobStatus", "Ready"), ("statusUpdateReason", "a\nb")]),
        ("UpdateJobPriority", vec![("jobId", "a")]),
        ("UpdateJobPriority", vec![("jobId", "a"), ("priority", "1")]),
        ("DeleteJob", vec![("jobId", "")]),
        ("DeleteJob", vec![("jobId", "..")]),
        ("DescribeJob", vec![("jobId", "a\u{0}")]),
        ("ListJobs", vec![("jobStatuses", "Canceled")]),
        ("ListJobs", vec![("nextToken", "a b")]),
    ] {
        assert!((definition(action).unwrap().new)(&object(&input)).is_err(), "{action} {input:?}");
    }
    for priority in [-1, 2_147_483_648_i64] {
        let input = Value::object().with("jobId", "a").with("priority", priority);
        assert!((definition("UpdateJobPriority").unwrap().new)(&input).is_err(), "{priority}");
    }
    assert!(definition("DropJob").is_err());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn what_the_receiver_decodes_from_the_url_is_what_was_signed(
        job_id in "[!-~]{1,64}", reason in "[^\\p{Cc}\u{fffe}\u{ffff}]{0,60}", requested in "Ready|Cancelled"
    ) {
        let input = [("jobId", &*job_id), ("requestedJobStatus", &*requested), ("statusUpdateReason", &*reason)];
        if job_id == "." || job_id == ".." {
            return Ok(());
        }
        let request = sent("UpdateJobStatus", &object(&input));
        let target = request.url.strip_prefix(&format!("https://{HOST}")).unwrap();
        let (path, query) = target.split_once('?').unwrap();
        assert_eq!(path.split('/').count(), 4, "a job id cannot add a path segment: {path}");
        assert_eq!(path, format!("/jobs/{}/status", encoded(&job_id)));
        let path = decoded(path).unwrap();
        let query: Vec<_> = query.split('&').map(|pair| pair.split_once('=').unwrap()).collect();
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, decoded(value).unwrap())).collect();
        let query: Vec<_> = query.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let headers = [("Host", HOST), ("X-Cos-Appid", "1250000000")];
        let key_time = KeyTime { start: NOW / 1000 - 1, end: NOW / 1000 + 900 };
        let received = Signable { method: request.method.as_str(), path: &path, query: &query, headers: &headers };
        let expected = authorization(&received, ID, &SignKey::derive(KEY, key_time));
        assert_eq!(request.headers.last().unwrap(), &("authorization", expected));
    }
}
