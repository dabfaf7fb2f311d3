//! Faults that a test asks for.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Fault, FaultCode, HttpRequest};

use crate::support::{Answer, World};

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

fn stale(world: &mut World, target: &str, ms: u64) -> Answer {
    world.send_with(HttpRequest::new("GET", target).with_header("x-emulator-stale", &ms.to_string()))
}

#[test]
fn a_stale_read_shows_the_state_of_some_time_ago() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    let job = format!("/jobs/{id}");
    world.wait(10_000);
    world.send("POST", &format!("{job}/status?requestedJobStatus=Ready")).ok();
    world.send("POST", &format!("{job}/priority?priority=9")).ok();
    world.wait(2999);
    let old = stale(&mut world, &job, 3000).ok();
    assert_eq!((old.text("Status"), old.text("Priority")), ("Suspended".to_owned(), "10".to_owned()));
    let now = stale(&mut world, &job, 0).ok();
    assert_eq!((now.text("Status"), now.text("Priority")), ("Active".to_owned(), "9".to_owned()));
    assert_eq!(stale(&mut world, "/jobs?jobStatuses=Suspended", 3000).ok().text("JobId"), id);
    world.wait(1);
    assert_eq!(stale(&mut world, &job, 3000).ok().text("Status"), "Ready");
    assert_eq!(stale(&mut world, &job, 1000).ok().text("NumberOfTasksSucceeded"), "0");
}

#[test]
fn a_stale_read_does_not_know_a_new_job_and_still_knows_a_deleted_one() {
    let mut world = World::new();
    let deleted = world.seed(Status::Suspended);
    world.send("DELETE", &format!("/jobs/{deleted}")).ok();
    let body: String = include_str!("create.xml").lines().map(str::trim).collect();
    let created = world.create(&body.replace("{operation}", "<COSDeleteObject/>")).ok().text("JobId");
    world.wait(500);
    stale(&mut world, &format!("/jobs/{created}"), 1000).refused(404, "NoSuchJob");
    assert_eq!(stale(&mut world, &format!("/jobs/{deleted}"), 1000).ok().text("Status"), "Suspended");
    assert_eq!(stale(&mut world, "/jobs", 1000).ok().text("JobId"), deleted);
    assert_eq!(world.send("GET", "/jobs").ok().text("JobId"), created);
}

#[test]
fn only_reads_are_stale_and_their_signature_is_checked() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    let confirm = HttpRequest::new("POST", &format!("/jobs/{id}/status?requestedJobStatus=Ready"));
    world.send_with(confirm.with_header("x-emulator-stale", "1000")).ok();
    assert_eq!(world.status(&id), Status::Ready);
    world.signer.secret_key.push('x');
    stale(&mut world, "/jobs", 1000).refused(403, "SignatureDoesNotMatch");
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
