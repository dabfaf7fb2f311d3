//! `cargo xtask runtimes`: runs the package in every host and writes the table in docs/runtimes.md.
//!
//! The quick hosts are those of `cargo xtask test packaging`. The others are in tests/runtimes/, and what they need from npm is
//! installed only by this task.

use std::ffi::OsString;
use std::process::ExitCode;

use anyhow::{Context, Result, ensure};

use crate::build;
use crate::project::Project;
use crate::test::groups;
use crate::test::report::Report;
use crate::tools::npm;

/// The folder of the hosts that only this task tests, in tests/.
const GROUP: &str = "runtimes";

/// Runs the task.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`cargo xtask runtimes` takes no arguments");
    build::package(project)?;
    npm::install(project, &project.root.join("tests").join(GROUP))
        .context("cannot install the hosts from npm; check the network")?;
    let mut report = Report::default();
    let tests = [groups::test_files(project, "packaging")?, groups::test_files(project, GROUP)?].concat();
    report.tests(GROUP, || groups::run_files(project, GROUP, &tests, &table(project)));
    Ok(report.close())
}

/// The reporter that writes the table.
fn table(project: &Project) -> [OsString; 2] {
    let reporter = project.root.join("tests/runtimes/support/table.mjs");
    let page = project.root.join("docs/runtimes.md");
    [("--test-reporter=", reporter), ("--test-reporter-destination=", page)].map(|(option, path)| {
        let mut argument = OsString::from(option);
        argument.push(path);
        argument
    })
}
