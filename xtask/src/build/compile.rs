//! Rust to WebAssembly, before and after wasm-bindgen.

use std::env;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use serde_json::json;

use super::Module;
use crate::project::Project;
use crate::tools::wasm_target::TRIPLE;
use crate::{files, shell};

/// wasm-opt aims at size: rustc has already optimised for speed. Small functions compress better than large ones, so none is inlined
/// because it has only one caller. Only functions that are hardly larger than a call of them are inlined. No data is in the first
/// kilobyte of memory, which is the end of the stack.
const OPTIMISATION: [&str; 4] =
    ["-Oz", "--one-caller-inline-max-function-size=0", "--always-inline-max-function-size=5", "--low-memory-unused"];

/// LLVM copies less code than usual: it inlines less, also functions that are marked `#[inline]`, it unrolls no loops, and it does
/// not repeat a calculation on several paths so that another path can do without it. The module becomes much smaller. With a smaller
/// second threshold, lists would become 15 % slower.
const COPYING: [&str; 4] = [
    "-Cllvm-args=-inline-threshold=5",
    "-Cllvm-args=-inlinehint-threshold=100",
    "-Cllvm-args=-unroll-threshold=0",
    "-Cllvm-args=-enable-pre=false",
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
pub(super) fn wasm(project: &Project, module: &Module) -> Result<PathBuf> {
    let mut cargo = project.cargo();
    cargo.args(["build", "--release", "--lib", "--package", module.package, "--target", TRIPLE]);
    cargo.arg("--config").arg(compiler_flags(project)?);
    shell::run(&mut cargo)?;
    Ok(project.target.join(TRIPLE).join("release").join(format!("{}.wasm", module.library)))
}

/// The compiler's flags. They also keep this machine's folders out of the panic messages, and so out of what is published.
fn compiler_flags(project: &Project) -> Result<String> {
    let home = env::var_os("CARGO_HOME").map(PathBuf::from).or_else(|| Some(env::home_dir()?.join(".cargo")));
    let home = home.context("neither CARGO_HOME nor a home folder is set")?;
    // The last one that fits counts: a crate's own folder is below the one that names its registry.
    let mut folders = vec![(home.clone(), "cargo"), (project.root.clone(), ".")];
    folders.extend(files::folders(&home.join("registry/src"))?.into_iter().map(|registry| (registry, "crates")));
    let flag = |(folder, name): (PathBuf, &str)| format!("--remap-path-prefix={}={name}", folder.display());
    let flags: Vec<String> = folders.into_iter().map(flag).chain(COPYING.map(str::to_owned)).collect();
    // A JSON array of strings is a TOML one too.
    Ok(format!("target.{TRIPLE}.rustflags={}", json!(flags)))
}

/// Optimises the bound module and gives the one to ship.
pub(super) fn optimise(project: &Project, module: &Module, bound: &Path) -> Result<PathBuf> {
    let shipped = bound.with_file_name(module.wasm);
    let mut optimiser = project.npm_program("wasm-opt");
    optimiser.args(OPTIMISATION).args(FEATURES).args(STRIP).arg(bound).arg("-o").arg(&shipped);
    shell::run(&mut optimiser)?;
    Ok(shipped)
}
