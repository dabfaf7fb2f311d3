//! Input that wants to be something else, and answers that want to be believed, printed or endless.

#![allow(clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "a test fails by panicking")]

mod support;

use cos_jobs::call::{Call, MAX_RESPONSE, Mode, Step};
use cos_jobs::client::{Client, Expiry, Signed};
use cos_jobs::credentials::Credentials;
use cos_jobs::encode::{decoded, encoded};
use cos_jobs::error::{Effect, Error, ErrorKind};
use cos_jobs::jobs::definition;
use cos_jobs::request::{Headers, Outgoing, Response};
use cos_jobs::value::Value;
use cos_jobs::xml::MAX_DEPTH;
use proptest::prelude::{ProptestConfig, Strategy, prop_oneof, proptest};
use proptest::{collection, option};

use support::{NOW, call, client, object};

const JOB_ID: &str = "53dc6228-c50b-46f7-8ad7-65e7159f1aae";
const KEY: &str = "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz";
const DESCRIBED: &str =
    "<DescribeJobResult><Job><JobId>53dc6228-c50b-46f7-8ad7-65e7159f1aae</JobId><Status>Active</Status>";

/// Pieces that mean something to a URL, a header, an XML document or a terminal.
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

/// What the first request of a call is, if its input is taken.
fn sent(action: &str, input: &Value<'_>) -> Option<Outgoing> {
    (definition(action).unwrap().new)(input).ok()?;
    match call(action, input, Mode::Event, 1).begin(&mut client(), NOW) {
        Step::Send(outgoing) => Some(outgoing),
        other => panic!("the call does not send, but {other:?}"),
    }
}

/// A client of these options, if they are taken.
fn client_of(options: &[(&'static str, &str)]) -> Result<Client, Error> {
    let mut all = vec![("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")];
    all.retain(|(name, _)| !options.iter().any(|(other, _)| other == name));
    let mut client = Client::new(&object(&[all.as_slice(), options].concat()), 1)?;
    client.set_credentials(Credentials::new("AKID".into(), KEY.into(), None).unwrap(), Expiry::Never);
    Ok(client)
}

fn first_request(client: &mut Client) -> Outgoing {
    match call("ListJobs", &object(&[]), Mode::Event, 1).begin(client, NOW) {
        Step::Send(outgoing) => outgoing,
        other => panic!("the call does not send, but {other:?}"),
    }
}

/// What every request must be, whatever it is about: a URL and headers of visible ASCII, and no body. A line end in one
/// of them would read as another header, or as a body.
fn check_form(outgoing: &Outgoing) {
    assert!(outgoing.url().bytes().all(|byte| byte.is_ascii_graphic()), "{}", outgoing.url());
    for (name, value) in outgoing.headers() {
        assert!(["x-cos-appid", "x-cos-security-token", "authorization"].contains(&name), "{name}");
        assert!(value.bytes().all(|byte| byte.is_ascii_graphic()), "{name}");
    }
    assert_eq!(outgoing.body_text(), None);
}

/// What a change of one attempt ends with when each of its requests is answered so, and the errors on the way.
fn answered(status: u16, headers: &Headers, body: &[u8]) -> (Result<String, Error>, Vec<Error>) {
    let response = Response { status, headers: headers.clone(), body: body.to_vec() };
    let input = object(&[("jobId", JOB_ID), ("requestedJobStatus", "Cancelled")]);
    let mut call = call("UpdateJobStatus", &input, Mode::Event, 2);
    play(&mut call, &mut client(), |_| response.clone())
}

fn play(
    call: &mut Call,
    client: &mut Client,
    mut answer: impl FnMut(&Outgoing) -> Response,
) -> (Result<String, Error>, Vec<Error>) {
    let (mut now, mut errors) = (NOW, Vec::new());
    let mut step = call.begin(client, now);
    for _ in 0..1_000 {
        step = match step {
            Step::Done(result) => return (result, errors),
            Step::Wait(until) => {
                now = until;
                call.on_time(client, now)
            }
            Step::Send(outgoing) => {
                let step = call.on_response(client, now, &answer(&outgoing));
                errors.extend(call.last_error().cloned());
                step
            }
            Step::Credentials | Step::Authorize(_) => panic!("it has credentials"),
        };
    }
    panic!("the call does not end");
}

/// All that can be read of an error.
fn printed(error: &Error) -> String {
    format!("{error}\n{error:?}\n{}", error.to_object().as_str())
}

/// Whether twelve characters in a row of `secret` stand in `text`.
fn shows(text: &str, secret: &str) -> bool {
    let (text, secret) = (text.to_ascii_lowercase(), secret.to_ascii_lowercase());
    secret.as_bytes().windows(12).any(|run| text.contains(core::str::from_utf8(run).unwrap()))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_text_changes_the_form_of_a_request(job_id in nasty(), reason in nasty(), token in nasty()) {
        let change = [("jobId", &*job_id), ("requestedJobStatus", "Ready"), ("statusUpdateReason", &*reason)];
        if let Some(outgoing) = sent("UpdateJobStatus", &object(&change)) {
            check_form(&outgoing);
            let target = outgoing.url().strip_prefix("https://100000000001.cos-control.ap-chengdu.myqcloud.com/jobs/");
            let (path, query) = target.unwrap().split_once("/status?").unwrap();
            assert_eq!(decoded(path), Some(job_id.clone()));
            assert!(!path.contains('/') && path != "." && path != "..");
            let query = query.strip_prefix("requestedJobStatus=Ready&statusUpdateReason=").unwrap();
            assert_eq!(decoded(query), Some(reason));
        }
        if let Some(outgoing) = sent("ListJobs", &object(&[("nextToken", &*token)])) {
            check_form(&outgoing);
            assert!(outgoing.url().ends_with(&format!("/jobs?nextToken={}", encoded(&token))));
        }
    }

    #[test]
    fn no_option_sends_a_request_elsewhere(text in nasty()) {
        for name in ["region", "uin"] {
            let Ok(mut client) = client_of(&[(name, &text)]) else { continue };
            let outgoing = first_request(&mut client);
            check_form(&outgoing);
            let rest = outgoing.url().strip_prefix("https://").and_then(|url| url.strip_suffix(".myqcloud.com/jobs"));
            let labels: Vec<_> = rest.unwrap().split('.').collect();
            let expected = if name == "uin" { [&*text, "cos-control", "ap-chengdu"] } else { ["100000000001", "cos-control", &text] };
            assert_eq!(labels, expected);
        }
        for (name, value) in [("appId", text.clone()), ("signedHost", text.clone()), ("endpoint", format!("https://proxy.example/{text}"))] {
            let Ok(mut client) = client_of(&[(name, &value)]) else { continue };
            let outgoing = first_request(&mut client);
            check_form(&outgoing);
            let host = if name == "endpoint" { "proxy.example/" } else { "100000000001.cos-control.ap-chengdu.myqcloud.com/" };
            assert!(outgoing.url().strip_prefix("https://").unwrap().starts_with(host), "{}", outgoing.url());
            assert!(!outgoing.url().contains(['?', '#', '@', '\\']) && !outgoing.url().contains("/../"));
        }
    }

    #[test]
    fn nothing_but_visible_ascii_signs_or_is_sent_as_a_key(id in nasty(), key in nasty(), token in nasty()) {
        let visible = |text: &str| text.bytes().all(|byte| byte.is_ascii_graphic());
        let taken = Credentials::new(id.clone(), key.clone(), Some(token.clone())).is_ok();
        assert_eq!(taken, !id.is_empty() && !key.is_empty() && [&id, &key, &token].into_iter().all(|text| visible(text)));
        let authorization = format!("q-sign-algorithm={id}");
        let taken = Signed::new(authorization, Some(token.clone())).is_ok();
        assert_eq!(taken, visible(&id) && visible(&token));
    }

    #[test]
    fn no_answer_prints_more_than_a_line(
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
    fn no_error_shows_a_secret_that_the_answer_repeats(
        token in "[A-Za-z0-9+/=]{12,80}", before in nasty(), after in nasty(), cut in 0..80_usize, status in 400_u16..500
    ) {
        let mut client = client();
        let keys = Credentials::new("AKIDexample".into(), KEY.into(), Some(token.clone())).unwrap();
        client.set_credentials(keys, Expiry::Never);
        let mut call = call("ListJobs", &object(&[]), Mode::Event, 1);
        let (mut signature, plain) = (String::new(), |text: &str| text.replace(['&', '<'], "").clone());
        let (result, _) = play(&mut call, &mut client, |outgoing| {
            let authorization = outgoing.headers().into_iter().find(|(name, _)| *name == "authorization").unwrap().1;
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
fn what_is_handed_out_prints_no_secret() {
    let mut client = client();
    let keys = Credentials::new("AKIDexample".into(), KEY.into(), Some("a-token-of-some-length".into())).unwrap();
    client.set_credentials(keys, Expiry::Never);
    let step = call("ListJobs", &object(&[]), Mode::Event, 1).begin(&mut client, NOW);
    let text = format!("{step:?}");
    assert!(text.contains("x-cos-security-token") && text.contains("/jobs"), "{text}");
    for secret in ["a-token-of-some-length", "q-signature", KEY] {
        assert!(!shows(&text, secret) && !text.contains(secret), "{text}");
    }
}

#[test]
fn an_error_whose_code_is_blank_is_no_refusal() {
    for code in [" ", "\t\n", "&#x85;", "\u{a0}"] {
        let body = format!("<Error><Code>{code}</Code><Message>m</Message></Error>");
        let (result, _) = answered(403, &Headers::default(), body.as_bytes());
        let error = result.unwrap_err();
        assert_eq!((error.kind, error.effect), (ErrorKind::Response, Effect::Unknown), "{code:?}");
    }
}

#[test]
fn an_answer_is_read_up_to_a_depth_and_a_size_and_not_further() {
    let nested =
        |depth| format!("{DESCRIBED}{}{}</Job></DescribeJobResult>", "<a>".repeat(depth), "</a>".repeat(depth));
    let input = object(&[("jobId", JOB_ID)]);
    let describe = |body: Vec<u8>| {
        let response = Response { status: 200, headers: Headers::default(), body };
        play(&mut call("DescribeJob", &input, Mode::Event, 1), &mut client(), |_| response.clone()).0
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

/// Found by fuzzing: a failure at a wrong time of day must not keep later calls waiting for that time to come.
#[test]
fn a_clock_that_goes_back_after_credentials_failed_keeps_no_call_waiting() {
    let options = object(&[("region", "ap-chengdu"), ("uin", "100000000001"), ("appId", "1250000000")]);
    let mut client = Client::new(&options, 1).unwrap();
    let day = 86_400_000;
    let mut first = call("ListJobs", &object(&[]), Mode::Event, 1);
    assert_eq!(first.begin(&mut client, NOW + day), Step::Credentials);
    first.on_credentials(&mut client, NOW + day, Err(Error::credentials("none came")));
    let mut soon = call("ListJobs", &object(&[]), Mode::Event, 1);
    assert_eq!(
        soon.begin(&mut client, NOW + day),
        Step::Wait(NOW + day + 100),
        "a pause holds while the clock is right"
    );
    let mut later = call("ListJobs", &object(&[]), Mode::Event, 1);
    assert_eq!(later.begin(&mut client, NOW), Step::Credentials);
}

/// A creation whose answer is lost is searched for; a service that lists jobs without an end must not make that endless.
#[test]
fn a_search_among_endless_pages_ends_and_leaves_it_open() {
    let location = object(&[("eTag", "e"), ("objectArn", "qcs::cos:ap-chengdu::b-1/m.csv")]);
    let spec = object(&[("format", "COSInventoryReport_CSV_V1")]);
    let input = Value::Object(vec![
        ("clientRequestToken", Value::text("mine")),
        ("manifest", Value::Object(vec![("location", location), ("spec", spec)])),
        ("operation", Value::Object(vec![("cosDeleteObject", Value::Object(vec![]))])),
        ("priority", Value::Number(1)),
        ("report", Value::Object(vec![("enabled", Value::Flag(false))])),
        ("roleArn", Value::text("qcs::cam::uin/1:roleName/r")),
    ]);
    let member = "<member><JobId>another</JobId><Status>New</Status></member>";
    let page =
        format!("<ListJobsResult><Jobs>{}</Jobs><NextToken>on</NextToken></ListJobsResult>", member.repeat(50_000));
    let other = "<DescribeJobResult><Job><JobId>another</JobId><Status>New</Status></Job></DescribeJobResult>";
    let mut requests = 0;
    let mut call = call("CreateJob", &input, Mode::Event, 1);
    let (result, _) = play(&mut call, &mut client(), |outgoing| {
        requests += 1;
        let (status, body) = match (outgoing.method(), outgoing.url().ends_with("/another")) {
            ("POST", _) => (502, ""),
            (_, true) => (200, other),
            _ => (200, page.as_str()),
        };
        Response { status, headers: Headers::default(), body: body.as_bytes().to_vec() }
    });
    assert_eq!(result.unwrap_err().effect, Effect::Unknown);
    assert!(requests <= 102, "{requests} requests");
}

/// A proxy may stamp answers by a clock that is ahead: a job that ended just now did not end long before the call.
#[test]
fn the_date_of_a_proxy_that_is_ahead_makes_no_lost_change_undone() {
    let input = object(&[("jobId", JOB_ID), ("requestedJobStatus", "Ready")]);
    let failed = "<DescribeJobResult><Job><JobId>53dc6228-c50b-46f7-8ad7-65e7159f1aae</JobId><Status>Failed</Status>\
                  <TerminationDate>2019-05-16T06:55:54Z</TerminationDate></Job></DescribeJobResult>";
    for date in ["Thu, 16 May 2019 06:55:54 GMT", "Thu, 16 May 2019 07:00:54 GMT"] {
        let (result, _) = play(&mut call("UpdateJobStatus", &input, Mode::Event, 1), &mut client(), |outgoing| {
            let (status, body) = if outgoing.method() == "POST" { (502, "") } else { (200, failed) };
            let headers = Headers { date: Some(date.into()), ..Headers::default() };
            Response { status, headers, body: body.as_bytes().to_vec() }
        });
        assert_eq!(result.unwrap_err().effect, Effect::Unknown, "{date}");
    }
}
