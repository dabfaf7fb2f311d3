//! `cargo xtask simulate`: calls played through faulty networks, as many as one likes.

use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::shell;

/// The task. What follows its name is the simulation's own to read.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let build = ["run", "--quiet", "--profile", "simulation", "--package", "cos-jobs-simulation", "--"];
    // A simulation that found something has said so itself, so its exit code is all there is to add.
    let status = shell::start(project.cargo().args(build).args(arguments))?.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
