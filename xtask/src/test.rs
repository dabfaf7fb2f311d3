//! `cargo xtask test`: runs all checks and prints one line with the counts at the end.
//!
//! A failed step is recorded and the next one runs, so that one run shows all failures.

pub(crate) mod checks;
mod fuzzing;
pub(crate) mod groups;
mod leaks;
pub(crate) mod report;
mod rust;
mod tap;

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::{build, docs, sizes};
use report::Report;

/// A part of the checks that can run alone.
struct Part {
    name: &'static str,
    run: fn(&Project, &mut Report),
}

const PARTS: [Part; 10] = [
    Part { name: "rust", run: rust::run },
    Part { name: "docs", run: references },
    Part { name: "fuzz", run: fuzzing::run },
    Part { name: "js", run: |project, report| groups::run(project, report, "js") },
    Part { name: "cli", run: |project, report| groups::run(project, report, "cli") },
    Part { name: "packaging", run: packaging },
    Part { name: "browser", run: |project, report| groups::run(project, report, "browser") },
    Part { name: "examples", run: |project, report| groups::run(project, report, "examples") },
    Part { name: "network", run: |project, report| groups::run(project, report, "network") },
    Part { name: "types", run: checks::types },
];

/// The package as its users and their tools see it.
fn packaging(project: &Project, report: &mut Report) {
    checks::tarball(project, report);
    groups::run(project, report, "packaging");
}

/// Runs the task.
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

/// Makes the references, which must be complete.
fn references(project: &Project, report: &mut Report) {
    report.step("typedoc", || docs::javascript(project));
    report.step("rustdoc", || docs::rust(project));
}
