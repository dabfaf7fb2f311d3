//! Runs the fuzz targets for a short time, to notice what a change has broken; `cargo xtask fuzz` runs them longer.

use std::time::Duration;

use anyhow::Result;

use super::report::{Report, Tally};
use crate::fuzz;
use crate::project::Project;

/// How long each target runs.
const TIME: Duration = Duration::from_secs(5);

pub(super) fn run(project: &Project, report: &mut Report) {
    report.tests("fuzz", || targets(project));
}

fn targets(project: &Project) -> Result<Tally> {
    let mut tally = Tally::default();
    if !fuzz::is_possible(project) {
        tally.skipped = fuzz::TARGETS.map(|target| format!("{target}: it needs `{}`", fuzz::INSTALL)).to_vec();
        return Ok(tally);
    }
    for target in fuzz::TARGETS {
        fuzz::fuzz(project, target, TIME)?;
        tally.passed += 1;
    }
    Ok(tally)
}
