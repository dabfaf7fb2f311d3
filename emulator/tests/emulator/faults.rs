//! Faults on demand.

use cos_jobs::jobs::status::Status;
use cos_jobs_emulator::{Fault, FaultCode, HttpRequest};

use crate::support::World;

const SLOW_DOWN: FaultCode = FaultCode::SlowDown;

#[test]
fn a_fault_before_changes_nothing_and_one_after_hides_what_was_done() {
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
fn a_fault_may_come_with_status_200() {
    let mut world = World::new();
    world.emulator.inject(Fault::new(FaultCode::InternalError).with_status(200));
    world.send("GET", "/jobs").refused(200, "InternalError");
}

#[test]
fn the_header_need_not_be_signed_and_honours_documented_names_only() {
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
