//! `cargo xtask build`: makes the npm package from the crate and pkg-template/.
//!
//! compile -> panics -> bind -> names -> optimise -> stage -> bundle -> assemble, each a file of [`self`]. The build uses only the
//! repository and its pinned dependencies.

mod assemble;
mod bind;
mod bundle;
mod compile;
mod names;
pub(crate) mod notices;
mod panics;
mod readme;
mod source_maps;
mod stage;
mod status_table;

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::{sizes, tools};

/// A WebAssembly module of the package.
pub(crate) struct Module {
    /// The Cargo package that it is made from.
    package: &'static str,
    /// The library's file name, as Cargo and wasm-bindgen write it.
    library: &'static str,
    /// The file name in pkg/.
    wasm: &'static str,
    /// The file names of its glue and of its bytes in base64, as the JavaScript imports them.
    glue: &'static str,
    bytes: &'static str,
}

const CLIENT: Module = Module {
    package: "cos-jobs",
    library: "cos_jobs",
    wasm: "cos-jobs.wasm",
    glue: "cos_jobs.js",
    bytes: "wasm-bytes.js",
};

const EMULATOR: Module = Module {
    package: "cos-jobs-emulator-wasm",
    library: "cos_jobs_emulator_wasm",
    wasm: "emulator.wasm",
    glue: "emulator_core.js",
    bytes: "emulator-wasm-bytes.js",
};

/// All modules of the package.
pub(crate) const MODULES: [&Module; 2] = [&CLIENT, &EMULATOR];

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
    stage::sources(project)?;
    let modules = MODULES.into_iter().map(|it| module(project, it)).collect::<Result<Vec<_>>>()?;
    assemble::start(project, &modules)?;
    notices::write(project, &MODULES, &project.pkg())?;
    bundle::entries(project)?;
    println!("pkg/ is ready");
    Ok(())
}

/// Makes one WebAssembly module, and adds what belongs to it to the sources.
fn module(project: &Project, module: &Module) -> Result<PathBuf> {
    let compiled = compile::wasm(project, module)?;
    let bound = bind::generate(project, module, &panics::trap(&compiled)?)?;
    names::shorten(&bound)?;
    let wasm = compile::optimise(project, module, &bound.wasm)?;
    stage::module(project, module, &bound.glue, &wasm)?;
    Ok(wasm)
}
