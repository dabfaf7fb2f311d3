//! Each documented error can be provoked and is answered as documented.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Config, HttpRequest};

use crate::support::{Answer, World};

fn fault(fault: &str) -> Answer {
    World::new().send_with(HttpRequest::new("GET", "/jobs").with_header("x-emulator-fault", fault))
}

fn changed(change: impl Fn(&mut World)) -> Answer {
    let mut world = World::new();
    change(&mut world);
    world.send("GET", "/jobs")
}

fn late(seconds: u64) -> Answer {
    let mut world = World::new();
    let request = world.signer.sign(HttpRequest::new("GET", "/jobs"), world.now_ms / 1000);
    world.wait(seconds * 1000);
    world.deliver(&request)
}

fn too_many_jobs() -> Answer {
    let mut world = World::with(Config { job_limit: 0, ..Config::default() });
    let body: String = include_str!("create.xml").lines().map(str::trim).collect();
    world.create(&body.replace("{operation}", "<COSDeleteObject/>"))
}

fn cancel_a_cancelled_job() -> Answer {
    let mut world = World::new();
    let id = world.seed(Status::Cancelled);
    world.send("POST", &format!("/jobs/{id}/status?requestedJobStatus=Cancelled"))
}

#[test]
fn each_documented_error_can_be_provoked() {
    let unknown = "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29";
    for (answer, status, code) in [
        (changed(|world| world.signer.appid.clear()), 400, "InvalidArgument"),
        (World::new().send("GET", "/jobs?maxResults=0"), 400, "InvalidArgument"),
        (World::new().send("POST", &format!("{unknown}/status?requestedJobStatus=Active")), 400, "InvalidArgument"),
        (World::new().send("POST", &format!("{unknown}/status")), 400, "InvalidArgument"),
        (World::new().send("GET", "/jobs/"), 400, "InvalidRequest"),
        (World::new().send("POST", &format!("{unknown}/priority")), 400, "InvalidRequest"),
        (World::new().create(""), 400, "InvalidRequest"),
        (cancel_a_cancelled_job(), 400, "InvalidRequest"),
        (World::new().create("<CreateJobRequest>"), 400, "MalformedXML"),
        (World::new().deliver(&HttpRequest::new("GET", "/jobs").with_header("x-cos-appid", "1")), 403, "AccessDenied"),
        (changed(|world| world.signer.secret_key.push('x')), 403, "SignatureDoesNotMatch"),
        (changed(|world| world.signer.secret_id.push('x')), 403, "InvalidAccessKeyId"),
        (late(86_400), 403, "RequestTimeTooSkewed"),
        (late(901), 403, "AccessDenied"),
        (
            changed(|world| {
                let mut key = world.emulator.config().credentials[0].clone();
                key.expires_ms = Some(1);
                world.emulator.set_credentials(vec![key]);
            }),
            403,
            "ExpiredToken",
        ),
        (World::new().send("GET", unknown), 404, "NoSuchJob"),
        (World::new().send("POST", &format!("{unknown}/status?requestedJobStatus=Ready")), 404, "NoSuchJob"),
        (World::new().send("POST", &format!("{unknown}/priority?priority=1")), 404, "NoSuchJob"),
        (fault("InternalError"), 500, "InternalError"),
        (fault("ServiceUnavailable 500"), 500, "ServiceUnavailable"),
        (too_many_jobs(), 500, "TooManyJobs"),
        (fault("SlowDown"), 503, "SlowDown"),
        (fault("ServiceUnavailable"), 503, "ServiceUnavailable"),
    ] {
        answer.refused(status, code);
    }
}

#[test]
fn an_error_contains_the_ids_of_the_request_in_its_document_and_headers() {
    let mut world = World::new();
    let answer = world.send("GET", "/jobs/%E5%A5%BD");
    answer.refused(404, "NoSuchJob");
    let header = |name| answer.response.header(name).unwrap();
    assert_eq!(answer.text("Resource"), "/jobs/%E5%A5%BD");
    assert_eq!(answer.text("RequestId"), header("x-cos-request-id"));
    assert_eq!(answer.text("TraceId"), header("x-cos-trace-id"));
    assert_eq!(header("server"), "tencent-cos");
    assert_eq!(header("date"), "Sat, 01 Jun 2024 00:00:00 GMT");
    assert_eq!(header("content-type"), "application/xml");
}

#[test]
fn a_success_has_a_request_id_and_no_trace_id() {
    let mut world = World::new();
    let (first, second) = (world.send("GET", "/jobs").ok(), world.send("GET", "/jobs").ok());
    assert!(first.response.header("x-cos-request-id").unwrap().len() > 20);
    assert_ne!(first.response.header("x-cos-request-id"), second.response.header("x-cos-request-id"));
    assert_eq!(first.response.header("x-cos-trace-id"), None);
}

#[test]
fn requests_outside_the_api_are_refused() {
    let mut world = World::new();
    for (method, target) in [("GET", "/"), ("PUT", "/jobs"), ("GET", "/jobs/a/status"), ("POST", "/jobs/a/b/c")] {
        world.send(method, target).refused(400, "InvalidRequest");
    }
    world.deliver(&HttpRequest::new("GET", "/jobs/%zz")).refused(400, "InvalidArgument");
    let long = "a".repeat(65);
    world.send("GET", &format!("/jobs/{long}")).refused(400, "InvalidArgument");
}

#[test]
fn the_same_requests_give_the_same_answers() {
    let run = || {
        let mut world = World::new();
        world.emulator.seed_demo(world.now_ms);
        world.emulator.seed_jobs(20, world.now_ms);
        let first = world.send("GET", "/jobs").body;
        world.wait(12_345);
        [first, world.send("GET", "/jobs").body, world.send("GET", "/jobs/x").body]
    };
    assert_eq!(run(), run());
}
