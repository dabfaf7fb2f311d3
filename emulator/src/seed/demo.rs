//! The demonstration jobs: a realistic account with jobs in all thirteen statuses. Many of the statuses last, so that a
//! person has time to try things out.
//!
//! Five running jobs and one that is being paused take the six slots of the default configuration, so that the other
//! jobs have to wait. Some suspended jobs have a higher priority than some running jobs: confirming one of them shows how
//! a running job is paused.

use cos_jobs::model::status::Status;

use super::seed_job::SeedJob;
use crate::work::Work;

const COPY: &str = "COSPutObjectCopy";
const RESTORE: &str = "COSInitiateRestoreObject";
const TAG: &str = "COSPutObjectTagging";
const DELETE: &str = "COSDeleteObject";

const MINUTE_MS: u64 = 60_000;
const HOUR: u64 = 60;
const DAY: u64 = 24 * HOUR;

/// One row of the table.
struct Row {
    status: Status,
    description: &'static str,
    operation: &'static str,
    priority: u32,
    tasks: u64,
    executed: u64,
    failing_permille: u64,
    age_minutes: u64,
    reason: &'static str,
}

/// The demonstration jobs. The running ones come first, so that they take the slots before the waiting ones are added.
pub(crate) fn demo() -> impl Iterator<Item = SeedJob> {
    ROWS.iter().map(seed_job)
}

fn seed_job(row: &Row) -> SeedJob {
    SeedJob {
        description: row.description.to_owned(),
        operation: row.operation,
        priority: row.priority,
        status: row.status,
        confirmation_required: row.status == Status::Suspended || !row.reason.is_empty(),
        work: Work { failing_permille: row.failing_permille, ..Work::new(row.tasks) },
        executed: row.executed,
        age_ms: row.age_minutes * MINUTE_MS,
        stays_ms: stays_ms(row.status),
        reason: Some(row.reason).filter(|reason| !reason.is_empty()).map(str::to_owned),
    }
}

/// The time that is left in the status. It is longer than usual, so that a person who opens the page sees the status.
fn stays_ms(status: Status) -> Option<u64> {
    match status {
        Status::New => Some(30_000),
        Status::Preparing => Some(60_000),
        Status::Pausing => Some(45_000),
        Status::Completing | Status::Failing => Some(50_000),
        Status::Cancelling => Some(40_000),
        _ => None,
    }
}

#[rustfmt::skip]
const ROWS: [Row; 27] = [
    row(Status::Active, "Move the 2019 logs to the archive", COPY, 30, 2_000_000, 412_300, 0, 45, ""),
    row(Status::Active, "Tag invoices for retention", TAG, 25, 640_000, 97_000, 2, 12, "checked by the auditors"),
    row(Status::Active, "Copy the media library to Chongqing", COPY, 20, 1_250_000, 803_114, 0, 85, ""),
    row(Status::Active, "Restore the March backups", RESTORE, 15, 90_000, 31_250, 11, 5, ""),
    row(Status::Active, "Delete expired thumbnails", DELETE, 5, 350_000, 1204, 0, 3, "approved by operations"),
    row(Status::Pausing, "Nightly inventory copy", COPY, 4, 480_000, 212_007, 0, 60, ""),
    row(Status::Paused, "Re-tag the training data", TAG, 3, 75_000, 18_420, 0, 95, ""),
    row(Status::Ready, "Delete test uploads of the load test", DELETE, 2, 12_000, 0, 0, 8, "test team: go"),
    row(Status::Ready, "Copy customer exports", COPY, 35, 22_000, 0, 0, 1, ""),
    row(Status::Suspended, "Delete all objects under tmp/", DELETE, 40, 18_400, 0, 0, 35, ""),
    row(Status::Suspended, "Restore the archive of project Heron", RESTORE, 28, 5200, 0, 0, 3 * HOUR, ""),
    row(Status::Suspended, "Copy photos to infrequent access", COPY, 10, 150_000, 0, 4, 26 * HOUR, ""),
    row(Status::Suspended, "复制日志到归档存储", COPY, 8, 9000, 0, 0, 2 * DAY, ""),
    row(Status::New, "Tag new arrivals", TAG, 12, 3000, 0, 0, 0, ""),
    row(Status::Preparing, "Copy the winter collection", COPY, 18, 250_000, 0, 0, 1, ""),
    row(Status::Completing, "Restore the tax documents of 2021", RESTORE, 22, 4100, 0, 0, 30, ""),
    row(Status::Failing, "Copy from a bucket without permission", COPY, 14, 60_000, 0, 870, 9, ""),
    row(Status::Cancelling, "Delete duplicates (wrong list)", DELETE, 9, 45_000, 7031, 0, 7, "the list names live objects"),
    row(Status::Complete, "Copy the video masters", COPY, 20, 84_000, 0, 0, 3 * DAY, ""),
    row(Status::Complete, "Delete logs older than a year", DELETE, 5, 1_100_000, 0, 3, 11 * DAY, "yearly clean-up"),
    row(Status::Complete, "Tag the public assets", TAG, 7, 5300, 0, 0, 24 * DAY, ""),
    row(Status::Complete, "Restore the sensor data of June", RESTORE, 12, 31_000, 0, 250, 61 * DAY, ""),
    row(Status::Failed, "Copy to a bucket that was deleted", COPY, 16, 200_000, 0, 1000, 5 * DAY, ""),
    row(Status::Failed, "Restore what is not archived", RESTORE, 6, 40_000, 0, 640, 33 * DAY, "try again"),
    row(Status::Cancelled, "Delete the old website", DELETE, 11, 27_000, 0, 0, 8 * DAY, "not yet"),
    row(Status::Cancelled, "Copy the mailing archive", COPY, 3, 640_000, 120_500, 0, 45 * DAY, "too expensive"),
    row(Status::Complete, "Too old to be listed", COPY, 1, 1000, 0, 0, 120 * DAY, ""),
];

#[expect(clippy::too_many_arguments, reason = "a row of a table, which needs all its columns")]
const fn row(
    status: Status,
    description: &'static str,
    operation: &'static str,
    priority: u32,
    tasks: u64,
    executed: u64,
    failing_permille: u64,
    age_minutes: u64,
    reason: &'static str,
) -> Row {
    Row { status, description, operation, priority, tasks, executed, failing_permille, age_minutes, reason }
}
