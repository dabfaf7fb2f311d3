//! Checks of the package with TypeScript and package tools.

use std::path::PathBuf;

use anyhow::{Result, ensure};

use super::report::Report;
use crate::project::Project;
use crate::{shell, sizes};

/// The project file of the type tests.
const TYPES: &str = "tests/types/tsconfig.json";

pub(super) fn run(project: &Project, report: &mut Report) {
    report.step("tsc", || declarations(project));
    let Some(tarball) = report.step("npm pack", || packed(project)) else {
        return;
    };
    report.step("publint", || shell::run(project.npm_program("publint").args(["run", "--strict"]).arg(&tarball)));
    report.step("attw", || {
        // The wasm has no types, because it is not JavaScript; and the types must not be looked up in a registry.
        let options = ["--no-color", "--no-definitely-typed", "--exclude-entrypoints", "./cos-jobs.wasm"];
        shell::run(project.npm_program("attw").arg(&tarball).args(options))
    });
}

fn declarations(project: &Project) -> Result<()> {
    ensure!(project.root.join(TYPES).is_file(), "{TYPES} is missing, so no declaration was tested");
    shell::run(project.npm_program("tsc").args(["--noEmit", "--project", TYPES]))
}

fn packed(project: &Project) -> Result<PathBuf> {
    ensure!(project.pkg().join("index.js").is_file(), "there is no package to pack: the build failed");
    sizes::pack(project)
}
