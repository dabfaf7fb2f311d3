//! Any number of jobs, for long lists and bulk changes.

use cos_jobs::jobs::status::Status;

use super::SeedJob;
use crate::ids::mixed;
use crate::work::Work;

/// How often of a hundred each status comes. All of them last until somebody does something, or a place is free.
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

/// The job of this number; the same for the same seed.
pub(crate) fn generated(seed: u64, index: usize) -> SeedJob {
    let mut chance = Chance { bits: mixed(seed ^ 0x005e_eded ^ mixed(index as u64)) };
    let status = status(chance.below(100));
    let operation = OPERATIONS.get(index % OPERATIONS.len()).copied().unwrap_or_default();
    let tasks = 10 + chance.below(50_000);
    let failing_permille = if status == Status::Failed { 501 + chance.below(500) } else { chance.below(30) };
    SeedJob {
        description: format!("generated {index}"),
        operation,
        // Those that wait rank below the running jobs of the demonstration, which would be paused at once otherwise.
        priority: u32::try_from(chance.below(if status.is_final() { 100 } else { 5 })).unwrap_or_default(),
        confirmation_required: status == Status::Suspended,
        // Only a job of more than 1,000 tasks can fail.
        work: Work { failing_permille, ..Work::new(tasks + if status == Status::Failed { 1000 } else { 0 }) },
        executed: chance.below(tasks),
        age_ms: 3_600_000 + chance.below(80 * DAY_MS),
        status,
        stays_ms: None,
        reason: (status == Status::Cancelled).then(|| "no longer needed".to_owned()),
    }
}

/// The status into whose share of a hundred `number` falls.
fn status(number: u64) -> Status {
    let mut upper = 0;
    let found = STATUSES.iter().find(|(_, share)| {
        upper += share;
        number < upper
    });
    found.map_or(Status::Suspended, |(status, _)| *status)
}

/// Numbers that look like chance.
struct Chance {
    bits: u64,
}

impl Chance {
    fn below(&mut self, limit: u64) -> u64 {
        self.bits = mixed(self.bits);
        self.bits % limit.max(1)
    }
}

#[cfg(test)]
mod tests {
    use super::{STATUSES, generated};

    #[test]
    fn the_shares_make_a_hundred() {
        assert_eq!(STATUSES.iter().map(|(_, share)| share).sum::<u64>(), 100);
    }

    #[test]
    fn the_same_seed_gives_the_same_jobs() {
        assert_eq!(generated(3, 41), generated(3, 41));
        assert_ne!(generated(3, 41), generated(4, 41));
    }
}
