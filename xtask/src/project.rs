//! The paths of the project.

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use serde_json::Value;

use crate::shell;

/// The folders of this checkout.
pub(crate) struct Project {
    /// The repository.
    pub(crate) root: PathBuf,
    /// Cargo's target folder, as Cargo's configuration sets it.
    pub(crate) target: PathBuf,
}

impl Project {
    /// Finds the folders; the target folder comes from `cargo metadata`.
    pub(crate) fn find() -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("xtask/ has no parent folder")?;
        let mut ask = Command::new(cargo_program());
        let metadata = shell::output(ask.current_dir(root).args(["metadata", "--no-deps", "--format-version", "1"]))?;
        let metadata: Value = serde_json::from_str(&metadata).context("`cargo metadata` did not print JSON")?;
        let target =
            metadata.get("target_directory").and_then(Value::as_str).context("`cargo metadata` names no target")?;
        Ok(Self { root: root.to_path_buf(), target: PathBuf::from(target) })
    }

    /// The publishable package, made by `cargo xtask build`.
    pub(crate) fn pkg(&self) -> PathBuf {
        self.root.join("pkg")
    }

    /// The sources of the package other than the wasm.
    pub(crate) fn template(&self) -> PathBuf {
        self.root.join("pkg-template")
    }

    /// A folder for intermediate files of the given purpose.
    pub(crate) fn work(&self, purpose: &str) -> PathBuf {
        self.target.join("xtask").join(purpose)
    }

    /// A cargo command, started at the root.
    pub(crate) fn cargo(&self) -> Command {
        self.command(cargo_program())
    }

    /// Any program, started at the root.
    pub(crate) fn command(&self, program: impl Into<OsString>) -> Command {
        let mut command = Command::new(program.into());
        command.current_dir(&self.root);
        command
    }

    /// A program of an npm development dependency, which [`crate::tools::npm::ensure`] installs.
    pub(crate) fn npm_program(&self, name: &str) -> Command {
        let file = if cfg!(windows) { format!("{name}.cmd") } else { name.to_owned() };
        self.command(self.root.join("node_modules/.bin").join(file))
    }
}

/// The cargo that started us, so that both use the same toolchain.
fn cargo_program() -> OsString {
    env::var_os("CARGO").unwrap_or_else(|| "cargo".into())
}
