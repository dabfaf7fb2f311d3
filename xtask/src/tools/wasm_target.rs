//! The Rust target that the crate is compiled for.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::shell;

/// The name of the target.
pub(crate) const TRIPLE: &str = "wasm32-unknown-unknown";

/// Adds the target to the toolchain if it is missing.
pub(crate) fn ensure() -> Result<()> {
    let libraries = shell::output(Command::new("rustc").args(["--print", "target-libdir", "--target", TRIPLE]))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    shell::run(Command::new("rustup").args(["target", "add", TRIPLE])).with_context(|| {
        format!("this Rust toolchain cannot compile for {TRIPLE}; run `rustup target add {TRIPLE}`, or install your system's package of that target")
    })
}
