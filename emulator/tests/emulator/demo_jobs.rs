//! The demonstration jobs and the generated jobs.

use cos_jobs::model::status::Status;

use crate::support::World;

fn demo() -> World {
    let mut world = World::new();
    world.emulator.seed_demo(world.now_ms);
    world
}

fn count(world: &World, status: Status) -> usize {
    world.emulator.jobs().filter(|(_, other)| *other == status).count()
}

#[test]
fn the_demo_starts_with_jobs_in_every_status() {
    let world = demo();
    for status in Status::ALL {
        assert!(count(&world, status) > 0, "{status:?}");
    }
    assert!(count(&world, Status::Active) >= 4);
    assert!(count(&world, Status::Suspended) >= 3);
}

#[test]
fn after_half_an_hour_the_demo_still_has_running_and_suspended_jobs() {
    let mut world = demo();
    world.wait(30 * 60_000);
    assert!(count(&world, Status::Active) >= 3);
    assert_eq!(count(&world, Status::Suspended), 4);
}

#[test]
fn confirming_the_most_urgent_suspended_job_pauses_a_running_one() {
    let mut world = demo();
    // After this time, all changes that the demo starts with are over.
    world.wait(70_000);
    let suspended: Vec<String> =
        world.emulator.jobs().filter(|(_, status)| *status == Status::Suspended).map(|(id, _)| id.to_owned()).collect();
    let urgent = suspended.into_iter().max_by_key(|id| world.emulator.priority(id)).unwrap();
    let paused = count(&world, Status::Paused);
    world.send("POST", &format!("/jobs/{urgent}/status?requestedJobStatus=Ready")).ok();
    world.wait(4000);
    assert_eq!(world.status(&urgent), Status::Active);
    assert_eq!(count(&world, Status::Paused), paused + 1);
}

#[test]
fn the_same_seed_gives_the_same_ids() {
    let ids = |world: &World| world.emulator.jobs().map(|(id, _)| id.to_owned()).collect::<Vec<_>>();
    assert_eq!(ids(&demo()), ids(&demo()));
}

#[test]
fn all_seeded_jobs_can_be_described() {
    let mut world = demo();
    world.emulator.seed_jobs(50, world.now_ms);
    let ids: Vec<String> = world.emulator.jobs().map(|(id, _)| id.to_owned()).collect();
    for id in ids {
        let described = world.send("GET", &format!("/jobs/{id}")).ok();
        let number = |element| described.text(element).parse::<u64>().unwrap();
        let executed = number("NumberOfTasksFailed") + number("NumberOfTasksSucceeded");
        assert!(executed <= number("TotalNumberOfTasks"), "{}", described.body);
        if described.text("Status") == "Failed" {
            assert_ne!(described.text("FailureCode"), "", "{}", described.body);
        }
    }
}
