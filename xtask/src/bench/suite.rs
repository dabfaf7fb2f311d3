//! `cargo xtask bench`: compares this package with others in one run.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};

use crate::project::Project;
use crate::tools::npm;
use crate::{build, shell};

/// The Rust package with the server for whole calls and with the criterion benchmarks.
const NATIVE: &str = "cos-jobs-benches";

/// Builds and installs everything, then measures. The results never make it fail.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    build::package(project)?;
    npm::install(project, &project.root.join("benches"))
        .context("cannot install the packages to compare with; check the network")?;
    let server = build_native(project)?;
    let mut node = project.command("node");
    node.args(["--no-warnings", "benches/suite.mjs", "--server"]).arg(server).arg("--target").arg(&project.target);
    let status = shell::start(node.args(arguments))?.wait()?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

/// Builds the native programs with optimisation and returns the path of the server.
fn build_native(project: &Project) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    shell::run(cargo.args(["build", "--profile", "bench", "--package", NATIVE, "--bins", "--benches"]))?;
    // The profile `bench` builds into the folder of `release`.
    Ok(project.target.join("release").join(format!("{NATIVE}{}", std::env::consts::EXE_SUFFIX)))
}
