//! Faults that a test asks for.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Fault, FaultCode, HttpRequest};

use crate::support::World;

const SLOW_DOWN: FaultCode = FaultCode::SlowDown;

#[test]
fn a_fault_before_the_request_changes_nothing_and_one_after_it_hides_the_change() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    let confirm = format!("/jobs/{id}/status?requestedJobStatus=Ready");
    world.emulator.inject(Fault::new(SLOW_DOWN));
    world.emulator.inject(Fault::new(FaultCode::InternalError).after());
    world.send("POST", &confirm).refused(503, "SlowDown");
    assert_eq!(world.emulator.changes(&id).unwrap().confirmed, 0);
    world.send("POST", &confirm).refused(500, "InternalError");
    assert_eq!(world.emulator.changes(&id).unwrap().confirmed, 1);
    world.send("POST", &confirm).refused(400, "InvalidRequest");
}

#[test]
fn a_fault_can_have_the_http_status_200() {
    let mut world = World::new();
    world.emulator.inject(Fault::new(FaultCode::InternalError).with_status(200));
    world.send("GET", "/jobs").refused(200, "InternalError");
}

#[test]
fn the_fault_header_needs_no_signature_and_accepts_only_documented_names() {
    let mut world = World::new();
    let sent = |fault: &str| {
        let signed = world.signer.sign(HttpRequest::new("GET", "/jobs"), world.now_ms / 1000);
        signed.with_header("x-emulator-fault", fault)
    };
    let (known, unknown) = (sent("SlowDown after"), [sent("NoSuchJob"), sent("SlowDown 404"), sent("slowdown")]);
    let answer = world.deliver(&known);
    answer.refused(503, "SlowDown");
    assert_eq!(answer.response.header("retry-after"), Some("1"));
    for request in unknown {
        world.deliver(&request).ok();
    }
}
