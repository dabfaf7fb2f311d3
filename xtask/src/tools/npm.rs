//! The npm development dependencies: the optimiser, the bundler and the checkers, pinned by package-lock.json.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::project::Project;
use crate::{files, shell};

/// The oldest Node that the development dependencies support. The package itself also runs on older ones.
const OLDEST_NODE: u32 = 20;

/// Installs the dependencies, unless `node_modules` was installed from the current lock file.
pub(crate) fn ensure(project: &Project) -> Result<()> {
    ensure_node()?;
    install(project, &project.root)
        .context("cannot install the development tools; check the network and run `npm ci --ignore-scripts`")
}

/// Installs the dependencies of the lock file in `folder`, unless its `node_modules` was installed from that file.
pub(crate) fn install(project: &Project, folder: &Path) -> Result<()> {
    let lock = files::read(&folder.join("package-lock.json"))?;
    let stamp = folder.join("node_modules/.installed-from-lock.json");
    if stamp.exists() && files::read(&stamp)? == lock {
        return Ok(());
    }
    // No install script runs: none of these packages needs one to work.
    let mut install = program(project);
    install.current_dir(folder).args(["ci", "--ignore-scripts", "--no-audit", "--no-fund"]);
    shell::run(&mut install)?;
    files::write(&stamp, lock)
}

/// npm itself, started at the root.
pub(crate) fn program(project: &Project) -> Command {
    project.command(if cfg!(windows) { "npm.cmd" } else { "npm" })
}

fn ensure_node() -> Result<()> {
    let advice = || {
        format!("the build needs Node.js {OLDEST_NODE} or newer; install it from nodejs.org or your system's packages")
    };
    let version = shell::output(Command::new("node").arg("--version")).with_context(advice)?;
    let major = version.trim().trim_start_matches('v').split('.').next().and_then(|major| major.parse().ok());
    ensure!(major.unwrap_or(0_u32) >= OLDEST_NODE, "this is Node.js {}: {}", version.trim(), advice());
    Ok(())
}
