//! `cargo xtask test`: everything that must hold, ending in one line that counts it.
//!
//! A step that fails is noted and the next one runs, so that one run tells all that is wrong.

mod checks;
mod fuzzing;
mod groups;
mod leaks;
mod report;
mod rust;
mod tap;

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::{build, sizes};
use report::Report;

/// A named part of the whole, to run alone while working on it.
struct Part {
    name: &'static str,
    run: fn(&Project, &mut Report),
}

const PARTS: [Part; 8] = [
    Part { name: "rust", run: rust::run },
    Part { name: "fuzz", run: fuzzing::run },
    Part { name: "js", run: |project, report| groups::run(project, report, "js") },
    Part { name: "packaging", run: |project, report| groups::run(project, report, "packaging") },
    Part { name: "browser", run: |project, report| groups::run(project, report, "browser") },
    Part { name: "examples", run: |project, report| groups::run(project, report, "examples") },
    Part { name: "network", run: |project, report| groups::run(project, report, "network") },
    Part { name: "types", run: checks::run },
];

/// The task.
pub(crate) fn run(project: &Project, names: &[String]) -> Result<ExitCode> {
    for name in names {
        ensure!(PARTS.iter().any(|part| part.name == name), "there is no part `{name}` of the tests");
    }
    let mut report = Report::default();
    if report.step("build", || build::package(project)).is_some() {
        report.step("sizes", || sizes::check(project));
    }
    for part in PARTS {
        if names.is_empty() || names.iter().any(|name| name == part.name) {
            (part.run)(project, &mut report);
        }
    }
    if project.work("logs").is_dir() {
        report.step("no key in any log", || leaks::check(project));
    }
    Ok(report.close())
}
