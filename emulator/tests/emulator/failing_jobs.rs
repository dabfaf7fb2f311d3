//! Jobs whose tasks fail.

use cos_jobs::model::status::Status;
use cos_jobs_emulator::{SeedJob, Work};

use crate::support::{Answer, World};

/// The description of a job with this work, one hour after it started.
fn ended(work: Work) -> Answer {
    let mut world = World::new();
    let id = world.emulator.seed_job(&SeedJob { work, ..SeedJob::new(Status::Active, 1) }, world.now_ms);
    world.wait(3_600_000);
    world.send("GET", &format!("/jobs/{id}")).ok()
}

fn failing(tasks: u64, failing_permille: u64) -> Work {
    Work { failing_permille, ..Work::new(tasks) }
}

#[test]
fn a_job_fails_if_over_half_of_more_than_1000_tasks_fail() {
    let described = ended(failing(20_000, 600));
    assert_eq!(described.text("Status"), "Failed");
    assert_eq!(described.text("NumberOfTasksFailed"), "600");
    assert_eq!(described.text("NumberOfTasksSucceeded"), "401");
    assert_eq!(described.text("TotalNumberOfTasks"), "20000");
    assert_eq!(described.text("FailureCode"), "TooManyFailedTasks");
    assert!(described.text("FailureReason").contains("50 percent"));
    assert_eq!(described.text("TerminationDate"), "2024-06-01T00:00:08Z");
}

#[test]
fn a_job_completes_if_only_half_of_its_tasks_or_only_1000_tasks_fail() {
    for work in [failing(20_000, 500), failing(1000, 1000)] {
        let described = ended(work);
        assert_eq!(described.text("Status"), "Complete");
        assert_eq!(described.text("FailureCode"), "");
        let failed: u64 = described.text("NumberOfTasksFailed").parse().unwrap();
        assert_eq!(failed, work.tasks * work.failing_permille / 1000);
    }
}

#[test]
fn a_job_fails_if_its_manifest_cannot_be_read() {
    let described = ended(Work { readable: false, ..Work::new(10) });
    assert_eq!(described.text("Status"), "Failed");
    assert_eq!(described.text("FailureCode"), "ManifestUnreadable");
    assert_eq!(described.text("TotalNumberOfTasks"), "0");
}
