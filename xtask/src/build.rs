//! `cargo xtask build`: makes the npm package from the crate and pkg-template/.
//!
//! compile -> bind -> optimise -> stage -> bundle -> assemble, each a file of [`self`]. The build uses only the
//! repository and its pinned dependencies.

mod assemble;
mod bind;
mod bundle;
mod compile;
mod readme;
mod stage;
mod status_table;

use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::{sizes, tools};

/// The library's file name, as Cargo and wasm-bindgen write it.
const CRATE: &str = "cos_jobs";

/// The wasm's file name in the package.
const WASM: &str = "cos-jobs.wasm";

/// The task: makes the package and checks its sizes.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`cargo xtask build` takes no arguments");
    package(project)?;
    sizes::check(project)?;
    Ok(ExitCode::SUCCESS)
}

/// Makes the package in pkg/.
pub(crate) fn package(project: &Project) -> Result<()> {
    tools::wasm_target::ensure()?;
    tools::npm::ensure(project)?;
    let compiled = compile::wasm(project)?;
    let bound = bind::generate(project, &compiled)?;
    let wasm = compile::optimise(project, &bound.wasm)?;
    stage::prepare(project, &bound.glue, &wasm)?;
    assemble::start(project, &wasm)?;
    bundle::entries(project)?;
    println!("pkg/ is ready");
    Ok(())
}
