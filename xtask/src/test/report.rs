//! The results of the steps.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::Result;

/// Numbers of tests.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    pub(crate) passed: u64,
    pub(crate) failed: u64,
    /// The names of the skipped tests.
    pub(crate) skipped: Vec<String>,
}

/// The tally of all steps so far, and their failures.
#[derive(Default)]
pub(crate) struct Report {
    tally: Tally,
    problems: Vec<String>,
}

impl Report {
    /// Runs a step that is not a test. Its failure counts as a failed test, so that the summary shows it.
    pub(crate) fn step<T>(&mut self, name: &str, step: impl FnOnce() -> Result<T>) -> Option<T> {
        println!("\n=== {name}");
        let start = Instant::now();
        let result = step().map_err(|error| self.problem(format!("{name}: {error:#}"))).ok();
        println!("--- {name}: {} s", start.elapsed().as_secs());
        result
    }

    /// Runs a step that counts tests. An error of the step counts as one more failed test.
    pub(crate) fn tests(&mut self, name: &str, step: impl FnOnce() -> Result<Tally>) {
        let Some(tally) = self.step(name, step) else {
            return;
        };
        if tally.failed > 0 {
            self.problems.push(format!("{name}: {} failed", tally.failed));
        }
        self.tally.passed += tally.passed;
        self.tally.failed += tally.failed;
        self.tally.skipped.extend(tally.skipped.into_iter().map(|test| format!("{name}: {test}")));
    }

    fn problem(&mut self, problem: String) {
        println!("FAILED {problem}");
        self.problems.push(problem);
        self.tally.failed += 1;
    }

    /// Prints what failed and what was skipped, and then the line with the counts.
    pub(crate) fn close(self) -> ExitCode {
        println!();
        for skipped in &self.tally.skipped {
            println!("SKIPPED {skipped}");
        }
        for problem in &self.problems {
            println!("FAILED {problem}");
        }
        println!("{} passed, {} failed, {} skipped", self.tally.passed, self.tally.failed, self.tally.skipped.len());
        if self.tally.failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
    }
}

#[cfg(test)]
mod tests {
    use super::{Report, Tally};
    use anyhow::bail;

    #[test]
    fn a_failed_step_counts_as_a_failed_test() {
        let mut report = Report::default();
        assert_eq!(report.step("fine", || Ok(1)), Some(1));
        assert_eq!(report.step::<()>("broken", || bail!("no")), None);
        report.tests("some", || Ok(Tally { passed: 3, failed: 1, skipped: vec!["later".to_owned()] }));
        assert_eq!(report.tally, Tally { passed: 3, failed: 2, skipped: vec!["some: later".to_owned()] });
        assert_eq!(report.problems.len(), 2);
    }
}
