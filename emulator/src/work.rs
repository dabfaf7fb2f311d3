//! What a job has to do, and how much of it is done.

/// The tasks of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Work {
    /// How many there are.
    pub tasks: u64,
    /// How many of a thousand fail.
    pub failing_permille: u64,
    /// Whether the manifest can be read at all.
    pub readable: bool,
}

/// How much of a job is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// `TotalNumberOfTasks`.
    pub total: u64,
    /// `NumberOfTasksSucceeded`.
    pub succeeded: u64,
    /// `NumberOfTasksFailed`.
    pub failed: u64,
}

/// A job whose tasks mostly fail is given up once it has executed more than so many (436/32961).
const TRIED_BEFORE_GIVING_UP: u64 = 1000;

impl Work {
    /// Work of so many tasks that all succeed.
    pub fn new(tasks: u64) -> Self {
        Self { tasks, failing_permille: 0, readable: true }
    }

    /// The work that a manifest's name asks for.
    ///
    /// The emulator has no buckets to read a manifest from, so the name says what it holds: `tasks-25000` the number
    /// of tasks, `failing-60` how many of a hundred fail, `unreadable` that COS can't read it.
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

    /// How many tasks are executed before the job ends: all, or those after which it is given up.
    ///
    /// Failures are spread evenly, so over a half of the first 1,001 fail exactly if over a half of all do.
    pub(crate) fn tasks_until_end(self) -> u64 {
        match (self.readable, self.is_given_up()) {
            (false, _) => 0,
            (true, true) => TRIED_BEFORE_GIVING_UP + 1,
            (true, false) => self.tasks,
        }
    }

    /// Whether the job fails because over a half of its tasks do.
    pub(crate) fn is_given_up(self) -> bool {
        self.tasks > TRIED_BEFORE_GIVING_UP && self.failing_permille > 500
    }

    /// The progress after so many tasks.
    pub(crate) fn progress(self, executed: u64) -> Progress {
        let failed = executed.saturating_mul(self.failing_permille.min(1000)) / 1000;
        Progress { total: if self.readable { self.tasks } else { 0 }, succeeded: executed - failed, failed }
    }
}

fn number_after(text: &str, marker: &str) -> Option<u64> {
    let (_, behind) = text.rsplit_once(marker)?;
    let digits = behind.split(|letter: char| !letter.is_ascii_digit()).next()?;
    // Large enough for any demonstration, small enough that no sum overflows.
    digits.parse().ok().filter(|number| *number <= 1_000_000_000_000)
}

#[cfg(test)]
mod tests {
    use super::Work;

    fn work(tasks: u64, failing_permille: u64) -> Work {
        Work { failing_permille, ..Work::new(tasks) }
    }

    #[test]
    fn a_job_is_given_up_over_a_thousand_tasks_and_over_a_half_failed() {
        assert!(!work(1000, 1000).is_given_up());
        assert!(!work(100_000, 500).is_given_up());
        assert!(work(1001, 501).is_given_up());
    }

    #[test]
    fn it_is_given_up_at_the_first_moment_at_which_the_rule_holds() {
        let given_up = work(100_000, 501);
        let holds = |executed| {
            let progress = given_up.progress(executed);
            executed > 1000 && progress.failed * 2 > executed
        };
        let first = (0..=given_up.tasks).find(|executed| holds(*executed));
        assert_eq!(first, Some(given_up.tasks_until_end()));
    }

    #[test]
    fn every_executed_task_has_succeeded_or_failed() {
        for executed in 0..2000 {
            let progress = work(2000, 337).progress(executed);
            assert_eq!(progress.succeeded + progress.failed, executed);
        }
    }
}
