//! Hostile inputs, which try to change the form of a request, and hostile answers, which try to leak or print
//! something, or to keep a call busy for ever.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use std::rc::Rc;

use cos_jobs::account::Account;
use cos_jobs::call::{Call, MAX_RESPONSE, Mode, Step};
use cos_jobs::credentials::{Credentials, Expiry, ForeignSignature};
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::http::{Headers, Method, Response, SignedRequest};
use cos_jobs::jobs::definition;
use cos_jobs::model::Value;
use cos_jobs::model::xml_read::MAX_DEPTH;
use cos_jobs::sign::encode::{decoded, encoded};
use proptest::prelude::{ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::{collection, option};

use support::{NOW, account, call, object};

const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
const DESCRIBED: &str =
    "<DescribeJobResult><Job><JobId>53dc6228-c50b-46f7-8ad7-65e7159f1aae</JobId><Status>Active</Status>";

/// Pieces with a special meaning in a URL, a header, an XML document or a terminal.
fn nasty() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "\\PC{0,4}",
        "[\r\n\0\t\x1b\x7f\u{85}\u{2028}\u{fffe}\u{ffff}]",
        "(\\.|\\.\\.|/|\\\\|%|%2e|%2F|%0d%0a|&|=|;|:|@|#|\\?|\\+|<|>|\\]\\]>|&amp;|\\$)",
        "(evil\\.example|https://evil\\.example|//evil\\.example|@evil\\.example|\\[::1\\]|127\\.0\\.0\\.1)",
        "[a-z0-9-]{1,8}",
    ];
    collection::vec(pieces, 0..5).prop_map(|pieces| pieces.concat())
}

/// The first request of a call, if its input is accepted.
fn sent(action: &str, input: &Value) -> Option<Rc<SignedRequest>> {
    (definition(action).unwrap().new)(input).ok()?;
    match call(action, input, Mode::Change, 1).begin(&mut account(), NOW) {
        Step::Send(request) => Some(request),
        other => panic!("the call should send a request, but it returned {other:?}"),
    }
}

/// An account with these options, if they are accepted.
fn account_with(options: &[(&'static str, &str)]) -> Result<Account, Error> {
    let mut all = vec![("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    all.retain(|(name, _)| !options.iter().any(|(other, _)| other == name));
    let mut account = Account::new(&object(&[all.as_slice(), options].concat()), 1)?;
    account.set_credentials(Credentials::new("AKID".into(), KEY.into(), None).unwrap(), Expiry::Never);
    Ok(account)
}

fn first_request(account: &mut Account) -> Rc<SignedRequest> {
    match call("ListJobs", &object(&[]), Mode::Change, 1).begin(account, NOW) {
        Step::Send(request) => request,
        other => panic!("the call should send a request, but it returned {other:?}"),
    }
}

/// Checks that the URL and the headers are visible ASCII and that there is no body. A line end in a URL or a header
/// would start another header or a body.
fn check_form(request: &SignedRequest) {
    assert!(request.url.bytes().all(|byte| byte.is_ascii_graphic()), "{}", request.url);
    for (name, value) in &request.headers {
        assert!(["x-cos-appid", "x-cos-security-token", "authorization"].contains(name), "{name}");
        assert!(value.bytes().all(|byte| byte.is_ascii_graphic()), "{name}");
    }
    assert_eq!(request.body, None);
}

/// The outcome of a change with two attempts whose requests all get this answer, and the errors of the single requests.
fn answered(status: u16, headers: &Headers, body: &[u8]) -> (Result<Value, Error>, Vec<Error>) {
    let response = Response { status, headers: headers.clone(), body: body.to_vec() };
    play(&mut cancel(), &mut account(), |_| response.clone())
}

/// A change with two attempts.
fn cancel() -> Call {
    let input = object(&[("jobId", JOB_ID), ("requestedJobStatus", "Cancelled")]);
    call("UpdateJobStatus", &input, Mode::Change, 2)
}

/// Plays a call to its end. Returns its outcome and the errors of its single requests.
fn play(
    call: &mut Call,
    account: &mut Account,
    mut answer: impl FnMut(&SignedRequest) -> Response,
) -> (Result<Value, Error>, Vec<Error>) {
    let (mut now, mut errors) = (NOW, Vec::new());
    let mut step = call.begin(account, now);
    for _ in 0..1_000 {
        step = match step {
            Step::Done(result) => return (result, errors),
            Step::Wait(until) => {
                now = until;
                call.on_time(account, now)
            }
            Step::Send(request) => {
                let step = call.on_response(account, now, &answer(&request));
                errors.extend(call.last_error().cloned());
                step
            }
            Step::Credentials | Step::Authorize(_) | Step::Select(_) => {
                panic!("the account has credentials and no selection")
            }
        };
    }
    panic!("the call does not end");
}

/// Everything that an error shows in any form.
fn printed(error: &Error) -> String {
    format!("{error}\n{error:?}\n{}", serde_json::to_string(&error.to_value()).unwrap())
}

/// Whether `text` contains twelve consecutive characters of `secret`.
fn shows(text: &str, secret: &str) -> bool {
    let (text, secret) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    secret.as_bytes().windows(12).any(|run| text.contains(core::str::from_utf8(run).unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_changes_the_form_of_a_request(job_id in nasty(), reason in nasty(), token in nasty()) {
        let change = [("jobId", &*job_id), ("requestedJobStatus", "Ready"), ("statusUpdateReason", &*reason)];
        if let Some(request) = sent("UpdateJobStatus", &object(&change)) {
            check_form(&request);
            let target = request.url.strip_prefix("https://100000000001.cos-control.ap-chengdu.myqcloud.com/jobs/");
            let (path, query) = target.unwrap().split_once("/status?").unwrap();
            assert_eq!(decoded(path), Some(job_id.clone()));
            assert!(!path.contains('/') && path != "." && path != "..");
            let query = query.strip_prefix("requestedJobStatus=Ready&statusUpdateReason=").unwrap();
            assert_eq!(decoded(query), Some(reason));
        }
        if let Some(request) = sent("ListJobs", &object(&[("nextToken", &*token)])) {
            check_form(&request);
            assert!(request.url.ends_with(&format!("/jobs?nextToken={}", encoded(&token))));
        }
    }

    #[test]
    fn no_option_sends_a_request_elsewhere(text in nasty()) {
        for name in ["region", "uin"] {
            let Ok(mut account) = account_with(&[(name, &text)]) else { continue };
            let request = first_request(&mut account);
            check_form(&request);
            let rest = request.url.strip_prefix("https://").and_then(|url| url.strip_suffix(".myqcloud.com/jobs"));
            let labels: Vec<_> = rest.unwrap().split('.').collect();
            let expected = if name == "uin" { [&*text, "cos-control", "ap-chengdu"] } else { ["100000000001", "cos-control", &text] };
            assert_eq!(labels, expected);
        }
        for (name, value) in [("appId", text.clone()), ("signedHost", text.clone()), ("endpoint", format!("https://proxy.example/{text}"))] {
            let Ok(mut account) = account_with(&[(name, &value)]) else { continue };
            let request = first_request(&mut account);
            check_form(&request);
            let host = if name == "endpoint" { "proxy.example/" } else { "100000000001.cos-control.ap-chengdu.myqcloud.com/" };
            assert!(request.url.strip_prefix("https://").unwrap().starts_with(host), "{}", request.url);
            assert!(!request.url.contains(['?', '#', '@', '\\']) && !request.url.contains("/../"));
        }
    }

    #[test]
    fn keys_and_signatures_must_be_visible_ascii(id in nasty(), key in nasty(), token in nasty()) {
        let visible = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let accepted = Credentials::new(id.clone(), key.clone(), Some(token.clone())).is_ok();
        assert_eq!(accepted, !id.is_empty() && !key.is_empty() && [&id, &key, &token].into_iter().all(|text| visible(text)));
        let authorization = format!("q-sign-algorithm={id}");
        let accepted = ForeignSignature::new(authorization, Some(token.clone())).is_ok();
        assert_eq!(accepted, visible(&id) && visible(&token));
    }

    #[test]
    fn no_text_of_an_answer_has_more_than_one_line(
        texts in collection::vec(nasty(), 5), status in 100_u16..600, request_id in option::of(nasty()), bytes: Vec<u8>
    ) {
        let headers = Headers { trace_id: request_id.clone(), request_id, ..Headers::default() };
        let escaped: Vec<_> = texts.iter().map(|text| text.replace('&', "&amp;").replace('<', "&lt;")).collect();
        let [code, message, resource, id, time] = &escaped[..] else { panic!() };
        let document = format!(
            "<Error><Code>{code}</Code><Message>{message}</Message><Resource>{resource}</Resource>\
             <RequestId>{id}</RequestId><ServerTime>{time}</ServerTime></Error>"
        );
        for body in [document.as_bytes(), &bytes] {
            let (result, errors) = answered(status, &headers, body);
            for error in errors.iter().chain(&result.err()) {
                assert!(!error.code.is_empty());
                let facts = error.answer.as_ref().unwrap();
                let facts = [&facts.request_id, &facts.trace_id, &facts.resource].into_iter().flatten();
                for text in facts.chain([&error.code.to_string(), &error.message]) {
                    assert!(!text.contains(char::is_control), "{text:?}");
                }
            }
        }
    }

    #[test]
    fn a_status_in_an_error_has_no_more_than_one_line(status in nasty(), longer in 0..3_usize) {
        let status = status.repeat(1 + longer * 200);
        let escaped: Vec<_> = status.chars().map(|c| format!("&#{};", u32::from(c))).collect();
        let job = format!("<DescribeJobResult><Job><JobId>{JOB_ID}</JobId><Status>{}</Status></Job></DescribeJobResult>", escaped.concat());
        let error = play(&mut cancel(), &mut account(), |request| match request.method {
            Method::Get => Response { status: 200, headers: Headers::default(), body: job.clone().into_bytes() },
            _ => Response { status: 500, headers: Headers::default(), body: Vec::new() },
        });
        if let Err(error) = error.0 {
            for text in [Some(&error.message), error.job_status.as_ref()].into_iter().flatten() {
                assert!(!text.contains(char::is_control) && text.chars().count() < 1_500, "{text:?}");
            }
        }
    }

    #[test]
    fn no_error_shows_a_secret_that_the_answer_repeats(
        token in "[A-Za-z0-9+/=]{12,80}", before in nasty(), after in nasty(), cut in 0..80_usize, status in 400_u16..500
    ) {
        let mut account = account();
        let keys = Credentials::new("AKIDexample".into(), KEY.into(), Some(token.clone())).unwrap();
        account.set_credentials(keys, Expiry::Never);
        let mut call = call("ListJobs", &object(&[]), Mode::Change, 1);
        let (mut signature, plain) = (String::new(), |text: &str| text.replace(['&', '<'], "").clone());
        let (result, _) = play(&mut call, &mut account, |request| {
            let authorization = request.header("authorization").unwrap();
            signature = authorization.rsplit('=').next().unwrap().to_owned();
            let echo = [&*token, &encoded(&token), &authorization.replace('&', "&amp;"), KEY, &token[cut.min(token.len())..]];
            let echo = echo.map(|secret| format!("{}{secret}{}", plain(&before), plain(&after)));
            let [code, message, resource, request_id, trace_id] = &echo;
            let body = format!(
                "<Error><Code>{code}</Code><Message>{message} {resource}</Message><Resource>{resource}</Resource>\
                 <TraceId>{trace_id}</TraceId></Error>"
            );
            let headers = Headers { request_id: Some(request_id.clone()), ..Headers::default() };
            Response { status, headers, body: body.into_bytes() }
        });
        let text = printed(&result.unwrap_err());
        for secret in [&*signature, KEY, &token, &encoded(&token)] {
            assert!(!shows(&text, secret), "{secret} in {text}");
        }
    }
}

#[test]
fn the_debug_text_of_a_step_contains_no_secret() {
    let mut account = account();
    let keys = Credentials::new("AKIDexample".into(), KEY.into(), Some("a-token-of-some-length".into())).unwrap();
    account.set_credentials(keys, Expiry::Never);
    let step = call("ListJobs", &object(&[]), Mode::Change, 1).begin(&mut account, NOW);
    let text = format!("{step:?}");
    assert!(text.contains("x-cos-security-token") && text.contains("/jobs"), "{text}");
    for secret in ["a-token-of-some-length", "q-signature", KEY] {
        assert!(!shows(&text, secret) && !text.contains(secret), "{text}");
    }
}

#[test]
fn an_error_document_with_a_blank_code_is_not_a_refusal() {
    for code in [" ", "\t\n", "&#x85;", "\u{a0}"] {
        let body = format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
        let (result, _) = answered(403, &Headers::default(), body.as_bytes());
        let error = result.unwrap_err();
        assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::Unknown), "{code:?}");
    }
}

#[test]
fn the_depth_and_the_size_of_an_answer_are_limited() {
    let nested =
        |depth| format!("{DESCRIBED}{}{}</Job></DescribeJobResult>", "<a>".repeat(depth), "</a>".repeat(depth));
    let input = object(&[("jobId", JOB_ID)]);
    let describe = |body: Vec<u8>| {
        let response = Response { status: 200, headers: Headers::default(), body };
        play(&mut call("DescribeJob", &input, Mode::Change, 1), &mut account(), |_| response.clone()).0
    };
    assert!(describe(nested(MAX_DEPTH).into_bytes()).is_ok());
    for depth in [MAX_DEPTH + 1, 1_000, 500_000] {
        assert!(describe(nested(depth).into_bytes()).unwrap_err().message.contains("nested too deeply"), "{depth}");
    }
    let mut filled = nested(1).into_bytes();
    filled.resize(MAX_RESPONSE, b' ');
    assert!(describe(filled.clone()).is_ok());
    filled.push(b' ');
    assert_eq!(describe(filled).unwrap_err().code, "ResponseTooLarge");
}

/// Found by fuzzing: if the clock was ahead when the credentials function failed, later calls must not wait until it
/// shows that time again.
#[test]
fn no_call_waits_for_credentials_after_the_clock_was_set_back() {
    let options = object(&[("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")]);
    let mut account = Account::new(&options, 1).unwrap();
    let day = 86_400_000;
    let mut first = call("ListJobs", &object(&[]), Mode::Change, 1);
    assert_eq!(first.begin(&mut account, NOW + day), Step::Credentials);
    first.on_credentials(&mut account, NOW + day, Err(Error::credentials("none came")));
    let mut soon = call("ListJobs", &object(&[]), Mode::Change, 1);
    assert_eq!(
        soon.begin(&mut account, NOW + day),
        Step::Wait(NOW + day + 100),
        "the pause is respected while the clock is right"
    );
    let mut later = call("ListJobs", &object(&[]), Mode::Change, 1);
    assert_eq!(later.begin(&mut account, NOW), Step::Credentials);
}

/// After a lost answer to CreateJob, the engine searches the list of jobs. An endless list must not make the search
/// endless.
#[test]
fn a_search_in_an_endless_list_ends_without_a_certain_effect() {
    let location = object(&[("eTag", "e"), ("objectArn", "qcs::cos:ap-chengdu::b-1/m.csv")]);
    let spec = object(&[("format", "COSInventoryReport_CSV_V1")]);
    let input = Value::object()
        .with("clientRequestToken", "mine")
        .with("manifest", Value::object().with("location", location).with("spec", spec))
        .with("operation", Value::object().with("cosDeleteObject", Value::object()))
        .with("priority", 1)
        .with("report", Value::object().with("enabled", false))
        .with("roleArn", "qcs::cam::uin/1:roleName/r");
    let member = "<member><JobId>another</JobId><Status>New</Status></member>";
    let page =
        format!("<ListJobsResult><Jobs>{}</Jobs><NextToken>on</NextToken></ListJobsResult>", member.repeat(50_000));
    let other = "<DescribeJobResult><Job><JobId>another</JobId><Status>New</Status></Job></DescribeJobResult>";
    let mut requests = 0;
    let mut call = call("CreateJob", &input, Mode::Change, 1);
    let (result, _) = play(&mut call, &mut account(), |request| {
        requests += 1;
        let (status, body) = match (request.method.as_str(), request.url.ends_with("/another")) {
            ("POST", _) => (502, ""),
            (_, true) => (200, other),
            _ => (200, page.as_str()),
        };
        Response { status, headers: Headers::default(), body: body.as_bytes().to_vec() }
    });
    assert_eq!(result.unwrap_err().effect, Effect::Unknown);
    assert!(requests <= 112, "{requests} requests");
}

/// A proxy whose clock is ahead may set the date of the answers. By that date, a job that ended just now seems to have
/// ended long before the request was sent, which must not prove that the change failed.
#[test]
fn a_date_that_is_ahead_does_not_prove_that_a_lost_change_failed() {
    let input = object(&[("jobId", JOB_ID), ("requestedJobStatus", "Ready")]);
    let failed = "<DescribeJobResult><Job><JobId>53dc6228-c50b-46f7-8ad7-65e7159f1aae</JobId><Status>Failed</Status>\
                  <TerminationDate>2019-05-16T06:55:54Z</TerminationDate></Job></DescribeJobResult>";
    for date in ["Thu, 16 May 2019 06:55:54 GMT", "Thu, 16 May 2019 07:00:54 GMT"] {
        let (result, _) = play(&mut call("UpdateJobStatus", &input, Mode::Change, 1), &mut account(), |request| {
            let (status, body) = if request.method.as_str() == "POST" { (502, "") } else { (200, failed) };
            let headers = Headers { date: Some(date.into()), ..Headers::default() };
            Response { status, headers, body: body.as_bytes().to_vec() }
        });
        assert_eq!(result.unwrap_err().effect, Effect::Unknown, "{date}");
    }
}
