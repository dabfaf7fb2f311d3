//! Keys that the service rejects and credentials functions that fail, while several calls share one client.

#![allow(clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

#[allow(dead_code, reason = "these tests need an account without keys")]
mod support;

use cos_jobs::account::Account;
use cos_jobs::call::{Call, Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry};
use cos_jobs::error::Error;
use cos_jobs::http::{Headers, Response};

use support::{NOW, call, object};

/// An hour after [`NOW`].
const AN_HOUR_LATER: &str = "Thu, 16 May 2019 07:55:54 GMT";

/// An account whose keys come from a function.
fn account() -> Account {
    Account::new(&object(&[("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")]), 1).unwrap()
}

fn list(max_attempts: u32) -> Call {
    call("ListJobs", &object(&[]), Mode::Change, max_attempts)
}

fn keys(secret_id: &str) -> Result<(Credentials, Expiry), Error> {
    let credentials = Credentials::new(secret_id.into(), "key".into(), None)?;
    Ok((credentials, Expiry::At(NOW / 1000 + 30_000)))
}

fn refused(code: &str) -> Response {
    let headers = Headers { date: Some(AN_HOUR_LATER.to_owned()), ..Headers::default() };
    Response { status: 403, headers, body: format!("<Error><Code>{code}</Code></Error>").into_bytes() }
}

/// A part of the signature with which a request is to be sent.
fn signed(step: &Step, part: &str) -> String {
    let Step::Send(request) = step else { panic!("the call should send a request, but it returned {step:?}") };
    let authorization = request.header("authorization").unwrap();
    authorization.split('&').find_map(|text| text.strip_prefix(part)).unwrap().to_owned()
}

#[test]
fn rejected_keys_are_dropped_also_if_the_call_may_not_be_repeated() {
    let mut account = account();
    let mut first = list(1);
    assert_eq!(first.begin(&mut account, NOW), Step::Credentials);
    first.on_credentials(&mut account, NOW, keys("old"));
    assert!(matches!(first.on_response(&mut account, NOW, &refused("ExpiredToken")), Step::Done(Err(_))));
    assert_eq!(list(1).begin(&mut account, NOW), Step::Credentials);
}

#[test]
fn a_wrong_clock_is_corrected_also_if_the_call_may_not_be_repeated() {
    let mut account = account();
    let mut first = list(1);
    first.begin(&mut account, NOW);
    first.on_credentials(&mut account, NOW, keys("id"));
    first.on_response(&mut account, NOW, &refused("RequestTimeTooSkewed"));
    let start = NOW / 1000 + 3600 - 1;
    assert_eq!(signed(&list(1).begin(&mut account, NOW), "q-sign-time="), format!("{start};{}", start + 901));
}

/// Calls that were sent with the old keys are rejected one after the other, also when there are new keys already.
#[test]
fn a_late_rejection_of_old_keys_does_not_drop_the_new_ones() {
    let mut account = account();
    let (mut first, mut second) = (list(4), list(4));
    first.begin(&mut account, NOW);
    first.on_credentials(&mut account, NOW, keys("old"));
    assert_eq!(signed(&second.begin(&mut account, NOW), "q-ak="), "old");
    assert_eq!(first.on_response(&mut account, NOW, &refused("ExpiredToken")), Step::Credentials);
    first.on_credentials(&mut account, NOW, keys("new"));
    let again = second.on_response(&mut account, NOW, &refused("ExpiredToken"));
    assert_eq!(signed(&again, "q-ak="), "new");
    assert_eq!(signed(&list(4).begin(&mut account, NOW), "q-ak="), "new");
}

/// Calls that run at the same time wait for one answer of the function, and each of them tells the engine that it failed.
#[test]
fn one_failure_of_the_credentials_function_counts_once() {
    let mut account = account();
    let mut calls = [(); 8].map(|()| list(4));
    for call in &mut calls {
        assert_eq!(call.begin(&mut account, NOW), Step::Credentials);
    }
    for call in &mut calls {
        call.on_credentials(&mut account, NOW, Err(Error::credentials("the function failed")));
    }
    assert_eq!(list(4).begin(&mut account, NOW), Step::Wait(NOW + 100));
}
