//! Checks of the package with TypeScript and package tools.

use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};

use super::report::Report;
use crate::project::Project;
use crate::{shell, sizes};

/// The project file of the type tests.
const TYPES: &str = "tests/types/tsconfig.json";

pub(super) fn types(project: &Project, report: &mut Report) {
    report.step("tsc", || declarations(project));
}

/// Checks the tarball with the tools that know what runtimes, bundlers and TypeScript expect of a package.
pub(super) fn tarball(project: &Project, report: &mut Report) {
    let Some(tarball) = report.step("npm pack", || packed(project)) else {
        return;
    };
    report.step("publint", || publint(project, &tarball));
    report.step("attw", || attw(project, &tarball));
}

/// Also its suggestions are errors.
pub(crate) fn publint(project: &Project, tarball: &Path) -> Result<()> {
    shell::run(project.npm_program("publint").args(["run", "--strict"]).arg(tarball))
}

/// Checks all entries. The types must not be looked up in a registry.
pub(crate) fn attw(project: &Project, tarball: &Path) -> Result<()> {
    shell::run(project.npm_program("attw").arg(tarball).args(["--no-color", "--no-definitely-typed"]))
}

fn declarations(project: &Project) -> Result<()> {
    ensure!(project.root.join(TYPES).is_file(), "{TYPES} is missing, so no declaration was tested");
    shell::run(project.npm_program("tsc").args(["--noEmit", "--project", TYPES]))
}

fn packed(project: &Project) -> Result<PathBuf> {
    ensure!(project.pkg().join("index.js").is_file(), "there is no package to pack: the build failed");
    sizes::pack(project)
}
