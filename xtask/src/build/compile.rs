//! Rust to WebAssembly, before and after wasm-bindgen.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use super::{CRATE, WASM};
use crate::project::Project;
use crate::tools::wasm_target::TRIPLE;
use crate::{files, shell};

/// What wasm-opt aims at: the fewest bytes after compression, which finds repetitions by itself and does better on code that
/// was not rearranged to repeat less.
const OPTIMISATION: [&str; 8] = [
    "-Oz",
    // Again and again, until nothing changes.
    "--converge",
    // A large function gains nothing inside its one caller: with more locals each, both get less regular.
    "--one-caller-inline-max-function-size=20",
    // A common subexpression costs a local of its own; repeated, it compresses.
    "--skip-pass=local-cse",
    // The same holds for a value that is moved to where it is used.
    "--skip-pass=simplify-locals",
    "--skip-pass=ssa-nomerge",
    // Runs of zeros compress better than the headers of segments that leave them out.
    "--skip-pass=memory-packing",
    // One alignment for all: it is a mere hint, which the engines ignore.
    "--dealign",
];

/// What rustc's wasm target may use, so what wasm-opt must accept. Every host of the last years has these.
const FEATURES: [&str; 6] = [
    "--enable-bulk-memory",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// What only tools read.
const STRIP: [&str; 3] = ["--strip-debug", "--strip-producers", "--strip-target-features"];

/// Compiles the crate and gives the module that rustc wrote.
pub(super) fn wasm(project: &Project) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--release", "--lib", "--package", "cos-jobs", "--target", TRIPLE]);
    cargo.arg("--config").arg(neutral_paths(project)?);
    shell::run(&mut cargo)?;
    Ok(project.target.join(TRIPLE).join("release").join(format!("{CRATE}.wasm")))
}

/// The setting that keeps this machine's folders out of the panic messages, and so out of what is published.
fn neutral_paths(project: &Project) -> Result<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.context("neither CARGO_HOME nor a home folder is set")?;
    // The last one that fits counts: a crate's own folder is below the one that names its registry.
    let mut folders = vec![(home.clone(), "cargo"), (project.root.clone(), ".")];
    folders.extend(files::folders(&home.join("registry/src"))?.into_iter().map(|registry| (registry, "crates")));
    let flag = |(folder, name): (PathBuf, &str)| format!("--remap-path-prefix={}={name}", folder.display());
    let flags: Vec<String> = folders.into_iter().map(flag).collect();
    // A JSON array of strings is a TOML one too.
    Ok(format!("target.{TRIPLE}.rustflags={}", json!(flags)))
}

/// Optimises the bound module and gives the one to ship.
pub(super) fn optimise(project: &Project, bound: &Path) -> Result<PathBuf> {
    let shipped = bound.with_file_name(WASM);
    let mut optimiser = project.npm_program("wasm-opt");
    optimiser.args(OPTIMISATION).args(FEATURES).args(STRIP).arg(bound).arg("-o").arg(&shipped);
    shell::run(&mut optimiser)?;
    Ok(shipped)
}
