//! Making a job with the history that its seed describes.

use cos_jobs::model::status::Status;

use super::samples::Samples;
use super::seed_job::SeedJob;
use crate::ids::JobId;
use crate::job::{Job, NewJob};
use crate::pace::Pace;

/// A seeded job that had to be confirmed was suspended this long after its creation.
const PREPARED_AFTER_MS: u64 = 60_000;

/// The job that `seed` describes.
pub(crate) fn job_from_seed(
    seed: &SeedJob,
    id: &str,
    token: String,
    now_ms: u64,
    pace: Pace,
    samples: &Samples,
) -> Job {
    let created_ms = now_ms.saturating_sub(seed.age_ms);
    let mut job = Job::new(JobId::from(id), new_job(seed, token, samples), created_ms);
    job.status = seed.status;
    job.confirmed = seed.confirmation_required && is_past(seed.status, Status::Suspended);
    job.manifest_read = is_past(seed.status, Status::Preparing);
    job.executed = executed(seed);
    job.reason.clone_from(&seed.reason);
    job.since_ms = now_ms;
    job.due_ms = seed.stays_ms.map(|stays_ms| now_ms.saturating_add(pace.scaled(stays_ms)));
    set_times(&mut job, now_ms);
    job
}

fn new_job(seed: &SeedJob, token: String, samples: &Samples) -> NewJob {
    NewJob {
        token,
        spec: samples.for_operation(seed.operation),
        description: Some(seed.description.clone()),
        confirmation_required: seed.confirmation_required,
        priority: seed.priority,
        work: seed.work,
    }
}

/// Sets the times at which the job was suspended and at which it ended.
fn set_times(job: &mut Job, now_ms: u64) {
    let suspended_ms = (job.created_ms + PREPARED_AFTER_MS).min(now_ms);
    if job.confirmation_required && job.manifest_read {
        job.suspended_ms = Some(suspended_ms);
    }
    if job.status.is_final() {
        let terminated_ms = (suspended_ms + job.executed.saturating_mul(6)).min(now_ms);
        job.terminated_ms = Some(terminated_ms);
        job.since_ms = terminated_ms;
    }
}

fn executed(seed: &SeedJob) -> u64 {
    match seed.status {
        Status::Complete | Status::Completing | Status::Failed | Status::Failing => seed.work.tasks_until_end(),
        Status::New | Status::Preparing | Status::Suspended | Status::Ready => 0,
        _ => seed.executed.min(seed.work.tasks_until_end()),
    }
}

/// Whether a job in `status` has already passed `milestone`.
fn is_past(status: Status, milestone: Status) -> bool {
    match status {
        Status::New | Status::Preparing => false,
        Status::Suspended => milestone == Status::Preparing,
        _ => true,
    }
}
