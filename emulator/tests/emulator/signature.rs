//! A request is accepted only with a signature that matches exactly what was received.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Config, Credentials, HttpRequest};

use crate::support::{Answer, START_MS, World};

const TARGET: &str = "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status?requestedJobStatus=Ready&statusUpdateReason=ok";

/// An emulator with a suspended job, and a signed request that confirms the job.
fn signed() -> (World, String, HttpRequest) {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    let target = TARGET.replace("65f2e4cf-83f5-42f1-9aa2-14720613da29", &id);
    let request = world.signer.sign(HttpRequest::new("POST", &target), START_MS / 1000);
    (world, id, request)
}

fn set(request: &mut HttpRequest, header: &str, value: &str) {
    request.headers.retain(|(name, _)| name != header);
    request.headers.push((header.to_owned(), value.to_owned()));
}

#[test]
fn the_signature_of_two_official_sdks_is_accepted() {
    let key = Credentials::new("AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q", "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz");
    let mut world = World::with(Config { credentials: vec![key], ..Config::default() });
    world.now_ms = 1_557_990_000_000;
    let target = TARGET.replace("=ok", "=confirmed%20by%20operator");
    let request = HttpRequest::new("POST", &target)
        .with_header("host", "100000000001.cos-control.ap-chengdu.myqcloud.com")
        .with_header("x-cos-appid", "1250000000")
        .with_header(
            "authorization",
            "q-sign-algorithm=sha1&q-ak=AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q&q-sign-time=1557989753;1557996953\
             &q-key-time=1557989753;1557996953&q-header-list=host;x-cos-appid\
             &q-url-param-list=requestedjobstatus;statusupdatereason\
             &q-signature=d272b892b1df670bbae29a1ae9ddad93fe81b388",
        );
    world.deliver(&request).refused(404, "NoSuchJob");
}

#[test]
fn a_changed_byte_of_the_target_is_noticed() {
    let (mut world, id, request) = signed();
    for at in 1..request.target.len() {
        let mut changed = request.clone();
        changed.target.replace_range(at..=at, if &request.target[at..=at] == "a" { "b" } else { "a" });
        let answer = world.deliver(&changed);
        assert_eq!(answer.status, 403, "{}: {}", changed.target, answer.body);
    }
    assert_eq!(world.status(&id), Status::Suspended);
    world.deliver(&request).ok();
}

#[test]
fn a_changed_byte_of_host_or_appid_is_noticed() {
    let (mut world, _, request) = signed();
    for header in ["host", "x-cos-appid"] {
        let value = request.header(header).unwrap().to_owned();
        for at in 0..value.len() {
            let mut changed = request.clone();
            let mut other = value.clone();
            other.replace_range(at..=at, if &value[at..=at] == "3" { "4" } else { "3" });
            set(&mut changed, header, &other);
            world.deliver(&changed).refused(403, "SignatureDoesNotMatch");
        }
    }
}

#[test]
fn a_changed_method_query_or_signature_is_noticed() {
    let (mut world, _, request) = signed();
    let broken = |change: &dyn Fn(&mut HttpRequest)| {
        let mut changed = request.clone();
        change(&mut changed);
        changed
    };
    let authorization = request.header("authorization").unwrap();
    let last = if authorization.ends_with('0') { "1" } else { "0" };
    let other = format!("{}{last}", &authorization[..authorization.len() - 1]);
    for changed in [
        broken(&|request| "DELETE".clone_into(&mut request.method)),
        broken(&|request| request.target.push_str("&more=1")),
        broken(&|request| request.target = request.target.replace("&statusUpdateReason=ok", "")),
        broken(&|request| set(request, "authorization", &other)),
        broken(&|request| set(request, "authorization", &authorization[..authorization.len() - 1])),
        broken(&|request| request.headers.push(("host".to_owned(), "127.0.0.1:8788".to_owned()))),
    ] {
        world.deliver(&changed).refused(403, "SignatureDoesNotMatch");
    }
}

#[test]
fn the_list_of_signed_parameters_must_match_the_query() {
    let (mut world, _, mut request) = signed();
    let authorization = request.header("authorization").unwrap();
    let shortened = authorization.replace("requestedjobstatus;statusupdatereason", "requestedjobstatus");
    assert_ne!(shortened, authorization);
    set(&mut request, "authorization", &shortened);
    world.deliver(&request).refused(403, "SignatureDoesNotMatch");
}

#[test]
fn the_order_of_the_query_does_not_matter() {
    let (mut world, _, mut request) = signed();
    let (path, query) = request.target.split_once('?').unwrap();
    let turned = query.split('&').rev().collect::<Vec<_>>().join("&");
    request.target = format!("{path}?{turned}");
    world.deliver(&request).ok();
}

#[test]
fn without_a_well_formed_authorization_access_is_denied() {
    let (mut world, _, request) = signed();
    for value in ["", "q-sign-algorithm=sha1", "AWS4-HMAC-SHA256 Credential=x"] {
        let mut changed = request.clone();
        set(&mut changed, "authorization", value);
        world.deliver(&changed).refused(403, "AccessDenied");
    }
    let mut unsigned = request;
    unsigned.headers.retain(|(name, _)| name != "authorization");
    world.deliver(&unsigned).refused(403, "AccessDenied");
}

#[test]
fn host_appid_and_token_must_be_signed() {
    for (unsigned, code) in [("host", "AccessDenied"), ("x-cos-appid", "AccessDenied")] {
        let mut world = World::new();
        let all = [("host", "127.0.0.1:8788"), ("x-cos-appid", "1250000000")];
        let signed = all.into_iter().filter(|(name, _)| *name != unsigned);
        let mut request =
            signed.fold(HttpRequest::new("GET", "/jobs"), |request, (name, value)| request.with_header(name, value));
        let authorization = world.signer.authorization(&request, START_MS / 1000);
        for (name, value) in all.into_iter().filter(|(name, _)| *name == unsigned) {
            request = request.with_header(name, value);
        }
        world.deliver(&request.with_header("authorization", &authorization)).refused(403, code);
    }
    let (mut world, _, request) = signed();
    world.deliver(&request.with_header("x-cos-security-token", "token")).refused(403, "AccessDenied");
}

/// The answer to a request whose signature starts `offset` seconds from now; a negative offset is in the past.
fn signed_at(offset: i64) -> Answer {
    let mut world = World::new();
    let now = (START_MS / 1000).checked_add_signed(offset).unwrap();
    let request = world.signer.sign(HttpRequest::new("GET", "/jobs"), now);
    world.deliver(&request)
}

#[test]
fn a_signature_is_valid_from_five_seconds_before_its_start_to_its_last_second() {
    for offset in [5, 0, -900] {
        signed_at(offset).ok();
    }
    for offset in [6, 3600, -1801, -86_400] {
        signed_at(offset).refused(403, "RequestTimeTooSkewed");
    }
    for offset in [-901, -1800] {
        let answer = signed_at(offset);
        let expected = (403, "AccessDenied".to_owned(), "Request has expired".to_owned());
        assert_eq!(answer.error(), expected);
    }
}

#[test]
fn an_error_about_time_contains_the_service_time() {
    let answer = signed_at(3600);
    assert_eq!(answer.response.header("date"), Some("Sat, 01 Jun 2024 00:00:00 GMT"));
    assert_eq!(answer.text("ServerTime"), "2024-06-01T00:00:00Z");
}

#[test]
fn an_unknown_key_is_refused() {
    let mut world = World::new();
    world.signer.secret_id.push('x');
    world.send("GET", "/jobs").refused(403, "InvalidAccessKeyId");
}

#[test]
fn a_wrong_secret_key_is_refused() {
    let mut world = World::new();
    world.signer.secret_key.push('x');
    world.send("GET", "/jobs").refused(403, "SignatureDoesNotMatch");
}

#[test]
fn a_temporary_key_needs_its_token_and_expires() {
    let mut world = World::new();
    let mut key = world.emulator.config().credentials[0].clone();
    key.session_token = Some("token".to_owned());
    key.expires_ms = Some(START_MS + 1000);
    world.emulator.set_credentials(vec![key]);
    world.send("GET", "/jobs").refused(403, "InvalidAccessKeyId");
    world.signer.token = Some("tokem".to_owned());
    world.send("GET", "/jobs").refused(403, "ExpiredToken");
    world.signer.token = Some("token".to_owned());
    world.send("GET", "/jobs").ok();
    world.wait(1001);
    world.send("GET", "/jobs").refused(403, "ExpiredToken");
}

#[test]
fn a_permanent_key_with_a_token_is_refused() {
    let mut world = World::new();
    world.signer.token = Some("token".to_owned());
    world.send("GET", "/jobs").refused(403, "InvalidAccessKeyId");
}

#[test]
fn the_appid_must_be_present_and_belong_to_the_account() {
    let mut world = World::new();
    world.signer.appid = String::new();
    world.send("GET", "/jobs").refused(400, "InvalidArgument");
    world.signer.appid = "1".repeat(65);
    world.send("GET", "/jobs").refused(400, "InvalidArgument");
    world.signer.appid = "1250000001".to_owned();
    world.send("GET", "/jobs").refused(403, "AccessDenied");
    world.deliver(&HttpRequest::new("GET", "/jobs").with_header("host", "x")).refused(400, "InvalidArgument");
}

#[test]
fn a_real_control_host_must_belong_to_the_account() {
    let mut world = World::new();
    world.signer.host = "100000000001.cos-control.ap-chengdu.myqcloud.com".to_owned();
    world.send("GET", "/jobs").ok();
    world.signer.host = "100000000002.cos-control.ap-chengdu.myqcloud.com".to_owned();
    world.send("GET", "/jobs").refused(403, "AccessDenied");
}
