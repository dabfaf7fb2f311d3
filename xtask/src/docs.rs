//! `cargo xtask docs`: the references of the JavaScript API and of the Rust crates. A warning is an error, so that every exported
//! item stays documented and no link is broken.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Result, ensure};

use crate::project::Project;
use crate::{shell, tools};

/// The folder of TypeDoc and its settings. It has its own dependencies, because TypeDoc needs an older TypeScript than the tests.
const TYPEDOC: &str = "xtask/typedoc";

/// The task: makes both references and prints where they are.
pub(crate) fn run(project: &Project, arguments: &[String]) -> Result<ExitCode> {
    ensure!(arguments.is_empty(), "`cargo xtask docs` takes no arguments");
    let javascript = javascript(project)?;
    let rust = rust(project)?;
    println!("\nJavaScript: {}\nRust:       {}", javascript.display(), rust.display());
    Ok(ExitCode::SUCCESS)
}

/// Makes the reference of the npm package from its declarations, and returns its first page.
pub(crate) fn javascript(project: &Project) -> Result<PathBuf> {
    let folder = project.root.join(TYPEDOC);
    tools::npm::install(project, &folder)?;
    let out = project.work("typedoc");
    let mut typedoc = project.command("node");
    typedoc.arg(folder.join("node_modules/typedoc/bin/typedoc"));
    typedoc.arg("--options").arg(folder.join("typedoc.json")).arg("--out").arg(&out);
    shell::run(&mut typedoc)?;
    Ok(out.join("index.html"))
}

/// Makes the reference of the crates, and returns its first page.
pub(crate) fn rust(project: &Project) -> Result<PathBuf> {
    let mut rustdoc = project.cargo();
    rustdoc.args(["doc", "--no-deps", "--workspace", "--quiet"]).env("RUSTDOCFLAGS", "--deny warnings");
    shell::run(&mut rustdoc)?;
    Ok(project.target.join("doc/cos_jobs/index.html"))
}
