//! Reads the counts in the TAP output of Node's test runner.

use super::report::Tally;

/// Reads the totals and the names of the skipped tests; `None` if the runner did not finish.
pub(super) fn count(tap: &str) -> Option<Tally> {
    let skipped = tap.lines().filter_map(skipped).map(str::to_owned).collect();
    let failed = total(tap, "fail")? + total(tap, "cancelled")?;
    Some(Tally { passed: total(tap, "pass")?, failed, skipped })
}

/// The number in a summary line such as `# pass 3`. A test may print such a line too, so the last one is used.
fn total(tap: &str, name: &str) -> Option<u64> {
    let start = format!("# {name} ");
    tap.lines().rev().find_map(|line| line.strip_prefix(&start)?.parse().ok())
}

/// Returns `name # SKIP reason` of a skipped test, at any depth. A test marked as TODO counts as skipped, too.
fn skipped(line: &str) -> Option<&str> {
    let line = line.trim_start();
    let (_, name) = line.strip_prefix("not ").unwrap_or(line).strip_prefix("ok ")?.split_once(" - ")?;
    (name.contains(" # SKIP") || name.contains(" # TODO")).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::{Tally, count};

    #[test]
    fn reads_the_totals_and_the_names_of_skipped_tests() {
        let tap = "TAP version 13\n# Subtest: a\n    ok 1 - b # SKIP no network\nok 1 - a\nnot ok 2 - c # TODO\n1..2\n\
            # tests 5\n# suites 1\n# pass 3\n# fail 1\n# cancelled 1\n# skipped 1\n# todo 0\n# duration_ms 5\n";
        let skipped = vec!["b # SKIP no network".to_owned(), "c # TODO".to_owned()];
        assert_eq!(count(tap), Some(Tally { passed: 3, failed: 2, skipped }));
    }

    #[test]
    fn an_incomplete_output_has_no_count() {
        assert_eq!(count("TAP version 13\nok 1 - a\n"), None);
    }
}
