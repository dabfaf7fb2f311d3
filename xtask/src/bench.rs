//! `cargo xtask bench`, `soak` and `compare`: run the programs in benches/, with release builds of what they need.

mod suite;

use std::process::{Command, ExitCode};

use anyhow::Result;

use crate::build;
use crate::project::Project;
use crate::shell;
use crate::tools::chromium;

pub(crate) use suite::run as suite;

/// The emulator's package and program.
const EMULATOR: &str = "cos-jobs-emulator";

/// The task `soak`: very many calls in one process.
pub(crate) fn soak(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let mut node = project.command("node");
    // The program runs the garbage collector before it measures memory.
    node.args(["--expose-gc", "benches/soak.mjs"]).args(arguments);
    run(project, node)
}

/// The task `compare`: a cancel whose answer is lost, with this package and with others.
pub(crate) fn compare(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let mut node = project.command("node");
    node.args(["--no-warnings", "benches/compare-lost-answer.mjs"]).args(arguments);
    node.env(chromium::VARIABLE, chromium::ensure()?);
    run(project, node)
}

/// Builds what the program needs, then runs it. Its exit code is the result of the task.
fn run(project: &Project, mut program: Command) -> Result<ExitCode> {
    build::package(project)?;
    shell::run(project.cargo().args(["build", "--release", "--package", EMULATOR]))?;
    let emulator = project.target.join("release").join(format!("{EMULATOR}{}", std::env::consts::EXE_SUFFIX));
    let status = shell::start(program.arg("--emulator").arg(emulator))?.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
