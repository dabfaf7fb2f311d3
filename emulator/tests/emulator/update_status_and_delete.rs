//! UpdateJobStatus and DeleteJob.

use cos_jobs::model::status::{Chance, RequestedJobStatus, Status};
use cos_jobs_emulator::Changes;

use crate::support::{Answer, World};

fn request(world: &mut World, id: &str, requested: &str) -> Answer {
    world.send("POST", &format!("/jobs/{id}/status?requestedJobStatus={requested}"))
}

#[test]
fn a_suspended_job_is_confirmed_and_runs() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    let answer = world
        .send(
            "POST",
            &format!("/jobs/{id}/status?requestedJobStatus=Ready&statusUpdateReason=%E5%A5%BD%20%26%20%3Cok%3E"),
        )
        .ok();
    assert_eq!(answer.text("JobId"), id);
    assert_eq!(answer.text("Status"), "Ready");
    assert_eq!(answer.text("StatusUpdateReason"), "好 & <ok>");
    let described = world.send("GET", &format!("/jobs/{id}")).ok();
    assert_eq!(described.text("StatusUpdateReason"), "好 & <ok>");
    world.wait(2000);
    assert_eq!(world.status(&id), Status::Active);
    assert_eq!(world.emulator.changes(&id), Some(Changes { confirmed: 1, ..Changes::default() }));
}

#[test]
fn a_cancelled_job_stays_cancelled() {
    let mut world = World::new();
    let id = world.seed(Status::Active);
    world.wait(1500);
    assert_eq!(request(&mut world, &id, "Cancelled").ok().text("Status"), "Cancelling");
    let done = world.emulator.progress(&id).unwrap();
    assert_eq!((done.succeeded, done.total), (250, 1000));
    world.wait(2000);
    assert_eq!(world.status(&id), Status::Cancelled);
    world.wait(600_000);
    assert_eq!(world.status(&id), Status::Cancelled);
    assert_eq!(world.emulator.progress(&id), Some(done));
}

#[test]
fn requests_are_accepted_exactly_where_the_client_expects_it() {
    for status in Status::ALL {
        for requested in RequestedJobStatus::ALL {
            let mut world = World::new();
            let id = world.seed(status);
            // A paused job starts again at once if a slot is free.
            let status = world.status(&id);
            let accepted = request(&mut world, &id, requested.as_str()).status == 200;
            let expected = matches!(status.can_request(requested), Chance::Yes | Chance::Likely);
            assert_eq!(accepted, expected, "{requested:?} from {status:?}");
            let changes = world.emulator.changes(&id).unwrap();
            // Confirming a job that needs no confirmation is accepted and changes nothing.
            let effective = accepted && !(status == Status::Preparing && requested == RequestedJobStatus::Ready);
            assert_eq!(changes.confirmed + changes.cancelled, u32::from(effective), "{requested:?} from {status:?}");
        }
    }
}

#[test]
fn a_refused_change_gives_the_reason_and_changes_nothing() {
    let mut world = World::new();
    let (cancelling, cancelled) = (world.seed(Status::Cancelling), world.seed(Status::Cancelled));
    let answer = request(&mut world, &cancelling, "Cancelled");
    let expected = (400, "InvalidRequest".to_owned(), "error with the job status change".to_owned());
    assert_eq!(answer.error(), expected);
    let answer = request(&mut world, &cancelled, "Ready");
    let expected = (400, "InvalidRequest".to_owned(), "the job has already been completed".to_owned());
    assert_eq!(answer.error(), expected);
    assert_eq!(world.emulator.changes(&cancelled), Some(Changes::default()));
    assert_eq!(world.status(&cancelling), Status::Cancelling);
}

#[test]
fn a_confirmation_counts_while_the_manifest_is_still_being_read() {
    let mut world = World::new();
    let mut job = cos_jobs_emulator::SeedJob::new(Status::Preparing, 1000);
    job.confirmation_required = true;
    let id = world.emulator.seed_job(&job, world.now_ms);
    assert_eq!(request(&mut world, &id, "Ready").ok().text("Status"), "Preparing");
    assert_eq!(request(&mut world, &id, "Ready").ok().text("Status"), "Preparing");
    assert_eq!(world.emulator.changes(&id).unwrap().confirmed, 1);
    world.wait(2000);
    assert_eq!(world.status(&id), Status::Ready);
    let other = world.emulator.seed_job(&job, world.now_ms);
    world.wait(2000);
    assert_eq!(world.status(&other), Status::Suspended);
}

#[test]
fn a_reason_has_at_most_256_bytes() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    // A Chinese character takes three bytes of UTF-8.
    let reason = |text: &str| format!("/jobs/{id}/status?requestedJobStatus=Ready&statusUpdateReason={text}");
    world.send("POST", &reason(&"%E5%A5%BD".repeat(86))).refused(400, "InvalidArgument");
    world.send("POST", &reason("a%0Ab")).refused(400, "InvalidArgument");
    world.send("POST", &reason(&format!("{}a", "%E5%A5%BD".repeat(85)))).ok();
}

#[test]
fn a_deleted_job_is_gone_but_its_changes_are_still_known() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    request(&mut world, &id, "Ready").ok();
    let answer = world.send("DELETE", &format!("/jobs/{id}")).ok();
    assert_eq!((answer.status, answer.body.as_str()), (204, ""));
    world.send("GET", &format!("/jobs/{id}")).refused(404, "NoSuchJob");
    world.send("DELETE", &format!("/jobs/{id}")).refused(404, "NoSuchJob");
    request(&mut world, &id, "Ready").refused(404, "NoSuchJob");
    assert_eq!(world.emulator.status(&id), None);
    let changes = Changes { confirmed: 1, deleted: 1, ..Changes::default() };
    assert_eq!(world.emulator.changes(&id), Some(changes));
    world.wait(60_000);
}
