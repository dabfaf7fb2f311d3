//! Runs the JavaScript tests with Node's test runner. Each group gets a new emulator, so that groups do not disturb
//! each other.

use std::ffi::OsString;
use std::fs::{self, File};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, ensure};

use super::report::{Report, Tally};
use super::tap;
use crate::emulator::{self, ACCOUNT, Emulator};
use crate::project::Project;
use crate::tools::chromium;
use crate::{console, files, shell};

/// Enough jobs of each status for all tests.
const SEED: [&str; 2] = ["--seed-jobs", "400"];

/// The groups whose files do not share any jobs, so that two files can run at the same time.
const INDEPENDENT: [&str; 1] = ["js"];

/// The end of the name of a test file.
const TEST: &str = ".test.mjs";

/// Runs all test files in tests/GROUP and its subfolders.
pub(super) fn run(project: &Project, report: &mut Report, group: &str) {
    report.tests(&format!("tests/{group}"), || tests(project, group));
}

fn tests(project: &Project, group: &str) -> Result<Tally> {
    run_files(project, group, &test_files(project, group)?, &[])
}

/// Runs test files with a new emulator. `report` are further arguments for Node's test runner.
pub(crate) fn run_files(project: &Project, group: &str, tests: &[PathBuf], report: &[OsString]) -> Result<Tally> {
    ensure!(project.pkg().join("index.js").is_file(), "there is no package to test: the build failed");
    let chromium = chromium::ensure()?;
    let program = emulator::build(project)?;
    let logs = project.work("logs");
    fs::create_dir_all(&logs)?;
    let log = logs.join(format!("emulator-{group}.log"));
    let file = File::create(&log).with_context(|| format!("cannot write {}", log.display()))?;
    println!("the emulator's log: {}", log.display());

    let emulator = Emulator::start(&program, 0, &SEED.map(str::to_owned), file)?;
    let console = console::start(project, &emulator, 0)?;
    let tap = logs.join(format!("{group}.tap"));
    let mut node = runner(project, &tap, if INDEPENDENT.contains(&group) { 2 } else { 1 });
    node.args(report).args(tests);
    node.env("COS_JOBS_PLAIN_FILES", console::plain_files(project)?);
    node.env(chromium::VARIABLE, chromium).envs(environment(project, &program, &emulator.endpoint, &console));
    let status = shell::start(&mut node)?.wait()?;
    emulator.check()?;
    let tally = tap::count(&files::read(&tap)?).context("Node's test runner did not finish")?;
    ensure!(status.success() || tally.failed > 0, "Node's test runner failed ({status}), although no test failed");
    Ok(tally)
}

/// The test files in tests/GROUP and its subfolders.
pub(crate) fn test_files(project: &Project, group: &str) -> Result<Vec<PathBuf>> {
    let folder = project.root.join("tests").join(group);
    ensure!(folder.is_dir(), "tests/{group} is missing, so none of its tests ran");
    let tests = files::ending_below(&folder, TEST)?;
    ensure!(!tests.is_empty(), "tests/{group} has no *{TEST}, so no tests ran");
    Ok(tests)
}

/// Runs so many files at the same time. Results go to the terminal and to the TAP file.
fn runner(project: &Project, tap: &Path, files: u32) -> Command {
    let mut node = project.command("node");
    node.arg("--test").arg(format!("--test-concurrency={files}"));
    node.args(["--test-reporter=spec", "--test-reporter-destination=stdout"]);
    node.arg("--test-reporter=tap").arg(format!("--test-reporter-destination={}", tap.display()));
    node
}

/// The environment variables with which a test finds the package, the emulator and the console.
fn environment(project: &Project, program: &Path, endpoint: &str, console: &str) -> [(&'static str, OsString); 9] {
    [
        ("COS_JOBS_PKG", project.pkg().into_os_string()),
        ("COS_JOBS_EMULATOR", program.into()),
        ("COS_JOBS_CONSOLE_URL", console.into()),
        ("COS_JOBS_ENDPOINT", endpoint.into()),
        ("COS_JOBS_REGION", ACCOUNT.region.into()),
        ("COS_JOBS_UIN", ACCOUNT.uin.into()),
        ("COS_JOBS_APPID", ACCOUNT.app_id.into()),
        ("COS_JOBS_SECRET_ID", ACCOUNT.secret_id.into()),
        ("COS_JOBS_SECRET_KEY", ACCOUNT.secret_key.into()),
    ]
}
