//! wasm-bindgen, as a library: no program to install, and one version with the crate by Cargo.lock.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::CRATE;
use crate::files;
use crate::project::Project;

/// What wasm-bindgen made of the compiled module.
pub(super) struct Bound {
    /// The module, its custom sections gone.
    pub(super) wasm: PathBuf,
    /// The JavaScript that calls it and is called by it.
    pub(super) glue: PathBuf,
}

/// Writes the bound module and its glue.
pub(super) fn generate(project: &Project, compiled: &Path) -> Result<Bound> {
    let folder = project.work("bindgen");
    files::empty(&folder)?;
    generator(compiled)
        .and_then(|mut generator| generator.generate(&folder))
        .context("wasm-bindgen failed; on a schema mismatch, give `wasm-bindgen` in Cargo.lock and `wasm-bindgen-cli-support` in xtask/Cargo.toml one version")?;
    let bound = Bound { wasm: folder.join(format!("{CRATE}_bg.wasm")), glue: folder.join(format!("{CRATE}.js")) };
    check_portable(&bound.glue)?;
    Ok(bound)
}

/// The web target without its default module path: the one form that each host and bundler can take.
fn generator(compiled: &Path) -> Result<Bindgen> {
    let mut generator = Bindgen::new();
    generator.input_path(compiled).out_name(CRATE).web(true)?;
    generator.omit_default_module_path(true).typescript(false);
    generator.debug(false).keep_debug(false).remove_name_section(true).remove_producers_section(true);
    Ok(generator)
}

/// `import.meta` breaks `CommonJS` and makes Vite emit a second wasm, so none may come back.
fn check_portable(glue: &Path) -> Result<()> {
    ensure!(!files::read(glue)?.contains("import.meta"), "{} uses import.meta, which CommonJS has not", glue.display());
    Ok(())
}
