//! The tasks of a job, and its progress.

/// The tasks of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many tasks the job has.
    pub tasks: u64,
    /// How many of 1,000 tasks fail.
    pub failing_permille: u64,
    /// Whether the manifest can be read.
    pub readable: bool,
}

/// The progress of a job.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// `TotalNumberOfTasks`.
    pub total: u64,
    /// `NumberOfTasksSucceeded`.
    pub succeeded: u64,
    /// `NumberOfTasksFailed`.
    pub failed: u64,
}

/// A job is given up when it has executed more tasks than this and more than half of them failed (436/32961).
const TRIED_BEFORE_GIVING_UP: u64 = 1000;

impl Work {
    /// Work with this number of tasks, all of which succeed.
    pub fn new(tasks: u64) -> Self {
        Self { tasks, failing_permille: 0, readable: true }
    }

    /// The work that the name of a manifest describes.
    ///
    /// The emulator has no buckets from which it could read a manifest. Instead, the manifest's name describes the work:
    /// `tasks-25000` is the number of tasks, `failing-60` means that 60 of 100 tasks fail, and `unreadable` means that
    /// COS cannot read the manifest.
    ///
    /// ```
    /// use cos_jobs_emulator::Work;
    ///
    /// let work = Work::of_manifest("qcs::cos:ap-chengdu::b-1250000000/tasks-25000-failing-60.csv", 10_000);
    /// assert_eq!(work, Work { tasks: 25_000, failing_permille: 600, readable: true });
    /// assert_eq!(Work::of_manifest("qcs::cos:ap-chengdu::b-1250000000/list.csv", 10_000), Work::new(10_000));
    /// ```
    pub fn of_manifest(object_arn: &str, default_tasks: u64) -> Self {
        Self {
            tasks: number_after(object_arn, "tasks-").unwrap_or(default_tasks),
            failing_permille: number_after(object_arn, "failing-").unwrap_or(0).min(100) * 10,
            readable: !object_arn.contains("unreadable"),
        }
    }

    /// How many tasks are executed before the job ends: all of them, or as many as it takes to give the job up.
    ///
    /// Failures are spread evenly, so more than half of the first 1,001 tasks fail if and only if more than half of all
    /// tasks fail.
    pub(crate) fn tasks_until_end(self) -> u64 {
        match (self.readable, self.is_given_up()) {
            (false, _) => 0,
            (true, true) => TRIED_BEFORE_GIVING_UP + 1,
            (true, false) => self.tasks,
        }
    }

    /// Whether the job fails because too many of its tasks fail.
    pub(crate) fn is_given_up(self) -> bool {
        self.tasks > TRIED_BEFORE_GIVING_UP && self.failing_permille > 500
    }

    /// The progress after `executed` tasks.
    pub(crate) fn progress(self, executed: u64) -> Progress {
        let failed = executed.saturating_mul(self.failing_permille.min(1000)) / 1000;
        Progress { total: if self.readable { self.tasks } else { 0 }, succeeded: executed - failed, failed }
    }
}

fn number_after(text: &str, marker: &str) -> Option<u64> {
    let (_, rest) = text.rsplit_once(marker)?;
    let digits = rest.split(|letter: char| !letter.is_ascii_digit()).next()?;
    // This limit is large enough for any demonstration and small enough that no sum overflows.
    digits.parse().ok().filter(|number| *number <= 1_000_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::Work;

    fn work(tasks: u64, failing_permille: u64) -> Work {
        Work { failing_permille, ..Work::new(tasks) }
    }

    #[test]
    fn a_job_is_given_up_if_it_has_over_1000_tasks_and_over_half_of_them_fail() {
        assert!(!work(1000, 1000).is_given_up());
        assert!(!work(100_000, 500).is_given_up());
        assert!(work(1001, 501).is_given_up());
    }

    #[test]
    fn a_job_is_given_up_as_soon_as_the_rule_applies() {
        let given_up = work(100_000, 501);
        let rule_applies = |executed| {
            let progress = given_up.progress(executed);
            executed > 1000 && progress.failed * 2 > executed
        };
        let first = (0..=given_up.tasks).find(|executed| rule_applies(*executed));
        assert_eq!(first, Some(given_up.tasks_until_end()));
    }

    #[test]
    fn every_executed_task_counts_as_succeeded_or_failed() {
        for executed in 0..2000 {
            let progress = work(2000, 337).progress(executed);
            assert_eq!(progress.succeeded + progress.failed, executed);
        }
    }
}
