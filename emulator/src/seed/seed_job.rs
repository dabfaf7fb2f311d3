//! The description of a job that exists from the start.

use cos_jobs::model::status::Status;

use crate::work::Work;

/// A job that exists from the start, in any status.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SeedJob {
    /// Its description.
    pub description: String,
    /// The name of its operation, one of the four, such as `COSDeleteObject`.
    pub operation: &'static str,
    /// Its priority.
    pub priority: u32,
    /// Its status.
    pub status: Status,
    /// Whether it must be confirmed, or had to be.
    pub confirmation_required: bool,
    /// Its tasks.
    pub work: Work,
    /// How many tasks it has executed. For a completed or failed job this is ignored, because it follows from `work`.
    pub executed: u64,
    /// How long ago it was created, in milliseconds.
    pub age_ms: u64,
    /// For a status that ends by itself: after how many milliseconds it ends, at speed 1; `None` for the usual time.
    pub stays_ms: Option<u64>,
    /// The reason given with the last change of its status.
    pub reason: Option<String>,
}

impl SeedJob {
    /// A job with `tasks` tasks that was created an hour ago and has executed none of them.
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
