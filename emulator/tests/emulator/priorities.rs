//! Which jobs run first.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{Config, SeedJob};

use crate::support::World;

/// An emulator in which only one job runs at a time.
fn with_one_slot() -> World {
    World::with(Config { running_limit: 1, ..Config::default() })
}

fn seed(world: &mut World, status: Status, priority: u32, tasks: u64) -> String {
    let job = SeedJob { priority, ..SeedJob::new(status, tasks) };
    world.emulator.seed_job(&job, world.now_ms)
}

fn set_priority(world: &mut World, id: &str, priority: &str) -> crate::support::Answer {
    world.send("POST", &format!("/jobs/{id}/priority?priority={priority}"))
}

#[test]
fn a_higher_priority_pauses_the_running_job_which_later_resumes_by_itself() {
    let mut world = with_one_slot();
    let low = seed(&mut world, Status::Active, 5, 10_000);
    world.wait(6000);
    let high = seed(&mut world, Status::Ready, 6, 1000);
    world.wait(2000);
    assert_eq!((world.status(&low), world.status(&high)), (Status::Pausing, Status::Ready));
    let paused_at = world.emulator.progress(&low).unwrap().succeeded;
    assert_eq!(paused_at, 1333);
    world.wait(2000);
    assert_eq!((world.status(&low), world.status(&high)), (Status::Paused, Status::Active));
    assert_eq!(world.emulator.progress(&low).unwrap().succeeded, paused_at);
    world.wait(6000);
    assert_eq!((world.status(&low), world.status(&high)), (Status::Active, Status::Completing));
    world.wait(60_000);
    assert_eq!(world.status(&low), Status::Complete);
    assert_eq!(world.emulator.progress(&low).unwrap().succeeded, 10_000);
}

#[test]
fn a_job_of_equal_priority_waits() {
    let mut world = with_one_slot();
    let first = seed(&mut world, Status::Active, 5, 10_000);
    let second = seed(&mut world, Status::Ready, 5, 1000);
    world.wait(59_999);
    assert_eq!((world.status(&first), world.status(&second)), (Status::Active, Status::Ready));
    world.wait(1);
    assert_eq!((world.status(&first), world.status(&second)), (Status::Completing, Status::Active));
}

#[test]
fn several_jobs_run_while_there_are_free_slots() {
    let mut world = World::new();
    let ids: Vec<String> = (0..7).map(|priority| seed(&mut world, Status::Ready, priority, 100_000)).collect();
    world.wait(2000);
    let running = ids.iter().filter(|id| world.status(id) == Status::Active).count();
    assert_eq!(running, 6);
    assert_eq!(world.status(&ids[0]), Status::Ready, "the job of the lowest priority waits");
}

#[test]
fn a_waiting_job_runs_after_its_priority_was_raised() {
    let mut world = with_one_slot();
    let running = seed(&mut world, Status::Active, 5, 100_000);
    let waiting = seed(&mut world, Status::Ready, 1, 1000);
    world.wait(10_000);
    assert_eq!(world.status(&waiting), Status::Ready);
    let answer = set_priority(&mut world, &waiting, "2147483647").ok();
    assert_eq!((answer.text("JobId"), answer.text("Priority")), (waiting.clone(), "2147483647".to_owned()));
    assert_eq!(world.status(&running), Status::Pausing);
    world.wait(2000);
    assert_eq!(world.status(&waiting), Status::Active);
    assert_eq!(world.emulator.priority(&waiting), Some(2_147_483_647));
}

#[test]
fn a_running_job_is_paused_after_its_priority_was_lowered() {
    let mut world = with_one_slot();
    let running = seed(&mut world, Status::Active, 5, 100_000);
    let waiting = seed(&mut world, Status::Ready, 1, 1000);
    world.wait(2000);
    set_priority(&mut world, &running, "0").ok();
    assert_eq!(world.status(&running), Status::Pausing);
    world.wait(2000);
    assert_eq!(world.status(&waiting), Status::Active);
}

#[test]
fn a_cancelled_or_deleted_job_frees_its_slot() {
    for remove in ["POST /jobs/{id}/status?requestedJobStatus=Cancelled", "DELETE /jobs/{id}"] {
        let mut world = with_one_slot();
        let running = seed(&mut world, Status::Active, 5, 100_000);
        let waiting = seed(&mut world, Status::Ready, 1, 1000);
        world.wait(2000);
        let (method, target) = remove.split_once(' ').unwrap();
        world.send(method, &target.replace("{id}", &running)).ok();
        assert_eq!(world.status(&waiting), Status::Active, "{remove}");
    }
}

#[test]
fn setting_the_same_priority_twice_counts_as_one_change() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    set_priority(&mut world, &id, "77").ok();
    set_priority(&mut world, &id, "77").ok();
    assert_eq!(world.emulator.changes(&id).unwrap().reprioritised, 1);
    assert_eq!(world.send("GET", &format!("/jobs/{id}")).ok().text("Priority"), "77");
}

#[test]
fn a_priority_is_a_number_from_0_to_2147483647() {
    let mut world = World::new();
    let id = world.seed(Status::Suspended);
    for wrong in ["-1", "2147483648", "", "1.5", "%2B1", "high"] {
        set_priority(&mut world, &id, wrong).refused(400, "InvalidArgument");
    }
    world.send("POST", &format!("/jobs/{id}/priority")).refused(400, "InvalidRequest");
    set_priority(&mut world, &id, "0").ok();
}
