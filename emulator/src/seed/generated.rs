//! Generated jobs in any number, for long lists and bulk changes.

use cos_jobs::model::status::Status;

use super::seed_job::SeedJob;
use crate::ids::splitmix64;
use crate::work::Work;

/// How many of 100 jobs have each status. A job stays in these statuses until a request changes it or a slot is free.
const STATUSES: [(Status, u64); 6] = [
    (Status::Suspended, 35),
    (Status::Ready, 15),
    (Status::Paused, 5),
    (Status::Complete, 30),
    (Status::Failed, 6),
    (Status::Cancelled, 9),
];

const OPERATIONS: [&str; 4] =
    ["COSPutObjectCopy", "COSInitiateRestoreObject", "COSPutObjectTagging", "COSDeleteObject"];

const DAY_MS: u64 = 86_400_000;

/// The generated job with this index. The same seed gives the same job.
pub(crate) fn generated(seed: u64, index: usize) -> SeedJob {
    let mut random = Random { bits: splitmix64(seed ^ 0x005e_eded ^ splitmix64(index as u64)) };
    let status = status(random.below(100));
    let operation = OPERATIONS.get(index % OPERATIONS.len()).copied().unwrap_or_default();
    let tasks = 10 + random.below(50_000);
    let failing_permille = if status == Status::Failed { 501 + random.below(500) } else { random.below(30) };
    SeedJob {
        description: format!("generated {index}"),
        operation,
        // Waiting jobs have a lower priority than the running demonstration jobs, which would otherwise be paused at
        // once.
        priority: u32::try_from(random.below(if status.is_final() { 100 } else { 5 })).unwrap_or_default(),
        confirmation_required: status == Status::Suspended,
        // Only a job of more than 1,000 tasks can fail.
        work: Work { failing_permille, ..Work::new(tasks + if status == Status::Failed { 1000 } else { 0 }) },
        executed: random.below(tasks),
        age_ms: 3_600_000 + random.below(80 * DAY_MS),
        status,
        stays_ms: None,
        reason: (status == Status::Cancelled).then(|| "no longer needed".to_owned()),
    }
}

/// The status for a random number below 100.
fn status(number: u64) -> Status {
    let mut upper = 0;
    let found = STATUSES.iter().find(|(_, share)| {
        upper += share;
        number < upper
    });
    found.map_or(Status::Suspended, |(status, _)| *status)
}

/// A source of numbers that look random.
struct Random {
    bits: u64,
}

impl Random {
    fn below(&mut self, limit: u64) -> u64 {
        self.bits = splitmix64(self.bits);
        self.bits % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{STATUSES, generated};

    #[test]
    fn the_shares_add_up_to_100() {
        assert_eq!(STATUSES.iter().map(|(_, share)| share).sum::<u64>(), 100);
    }

    #[test]
    fn the_same_seed_gives_the_same_jobs() {
        assert_eq!(generated(3, 41), generated(3, 41));
        assert_ne!(generated(3, 41), generated(4, 41));
    }
}
