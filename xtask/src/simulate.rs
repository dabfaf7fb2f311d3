//! `cargo xtask simulate`: simulates any number of calls through faulty networks.

use std::process::ExitCode;

use anyhow::Result;

use crate::project::Project;
use crate::shell;

/// The task. Its arguments are passed to the simulation.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    let build = ["run", "--quiet", "--profile", "simulation", "--package", "cos-jobs-simulation", "--"];
    // The simulation has printed its findings already, so only its exit code is needed.
    let status = shell::start(project.cargo().args(build).args(arguments))?.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}
