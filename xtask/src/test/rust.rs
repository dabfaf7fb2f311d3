//! Checks the Rust code: formatting, lints for both targets, tests.

use anyhow::{Result, ensure};

use super::report::{Report, Tally};
use crate::project::Project;
use crate::shell;
use crate::tools::wasm_target::TRIPLE;

/// The beginning of the last line of each binary of `cargo test`.
const RESULT: &str = "test result: ";

pub(super) fn run(project: &Project, report: &mut Report) {
    report.step("cargo fmt", || shell::run(project.cargo().args(["fmt", "--all", "--check"])));
    report.step("cargo clippy", || {
        shell::run(project.cargo().args(["clippy", "--workspace", "--all-targets", "--", "--deny", "warnings"]))
    });
    report.step("cargo clippy for wasm", || {
        let lint = ["clippy", "--package", "cos-jobs", "--lib", "--target", TRIPLE, "--", "--deny", "warnings"];
        shell::run(project.cargo().args(lint))
    });
    report.tests("cargo test", || tests(project));
}

fn tests(project: &Project) -> Result<Tally> {
    let (status, printed) = shell::tee(project.cargo().args(["test", "--workspace", "--no-fail-fast"]))?;
    let tally = count(&printed);
    ensure!(status.success() || tally.failed > 0, "`cargo test` could not run the tests ({status})");
    Ok(tally)
}

/// Adds up the counts of the test binaries.
fn count(printed: &str) -> Tally {
    let mut tally = Tally::default();
    for line in printed.lines() {
        if let Some(result) = line.strip_prefix(RESULT) {
            tally.passed += number_before(result, " passed");
            tally.failed += number_before(result, " failed");
        } else if let Some(name) = line.strip_prefix("test ").and_then(ignored) {
            tally.skipped.push(name.to_owned());
        }
    }
    tally
}

/// The number directly before a word, such as 3 in `ok. 3 passed; 0 failed`.
fn number_before(result: &str, word: &str) -> u64 {
    let before = result.split(word).next().unwrap_or_default();
    before.rsplit(' ').next().and_then(|number| number.parse().ok()).unwrap_or(0)
}

/// The name in `name ... ignored`, with or without a reason after it.
fn ignored(line: &str) -> Option<&str> {
    line.split_once(" ... ignored").map(|(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::count;
    use crate::test::report::Tally;

    #[test]
    fn the_results_of_all_binaries_add_up() {
        let printed = "test a ... ok\ntest b ... ignored, slow\n\
            test result: ok. 12 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.01s\n\
            test result: FAILED. 1 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.01s\n";
        assert_eq!(count(printed), Tally { passed: 13, failed: 2, skipped: vec!["b".to_owned()] });
    }
}
