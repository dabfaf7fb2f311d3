//! Jobs that are there from the start.

mod demo;
mod generated;
mod plant;
mod samples;

use cos_jobs::jobs::status::Status;

use crate::work::Work;

pub(crate) use demo::demo;
pub(crate) use generated::generated;
pub(crate) use plant::plant;
pub(crate) use samples::Samples;

/// A job to begin with, in any status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedJob {
    /// Its description.
    pub description: String,
    /// Which of the four operations it carries out, by its name, such as `COSDeleteObject`.
    pub operation: &'static str,
    /// Its priority.
    pub priority: u32,
    /// Its status.
    pub status: Status,
    /// Whether it had, or has, to be confirmed.
    pub confirmation_required: bool,
    /// What it has to do.
    pub work: Work,
    /// How many tasks it has executed; of a completed or failed job that follows from the work.
    pub executed: u64,
    /// How long ago it was created, in milliseconds.
    pub age_ms: u64,
    /// How long, at speed 1, it still stays in a status that it leaves by itself; `None` for the usual time.
    pub stays_ms: Option<u64>,
    /// The reason that was given for the last change of its status.
    pub reason: Option<String>,
}

impl SeedJob {
    /// A job of so many tasks, created an hour ago, of which nothing is done.
    pub fn new(status: Status, tasks: u64) -> Self {
        Self {
            description: "seeded".to_owned(),
            operation: "COSPutObjectCopy",
            priority: 10,
            status,
            confirmation_required: status == Status::Suspended,
            work: Work::new(tasks),
            executed: 0,
            age_ms: 3_600_000,
            stays_ms: None,
            reason: None,
        }
    }
}
