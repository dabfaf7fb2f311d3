//! wasm-bindgen as a library: there is no program to install, and Cargo.lock sets the version.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use wasm_bindgen_cli_support::Bindgen;

use super::Module;
use crate::files;
use crate::project::Project;

/// The output of wasm-bindgen for the compiled module.
pub(super) struct Bound {
    /// The module, without its custom sections.
    pub(super) wasm: PathBuf,
    /// The JavaScript glue between the module and its callers.
    pub(super) glue: PathBuf,
}

/// Writes the bound module and its glue.
pub(super) fn generate(project: &Project, module: &Module, compiled: &Path) -> Result<Bound> {
    let folder = project.work("bindgen").join(module.package);
    files::empty(&folder)?;
    generator(module, compiled)
        .and_then(|mut generator| generator.generate(&folder))
        .context("wasm-bindgen failed; on a schema mismatch, use the same version for `wasm-bindgen` in Cargo.lock and `wasm-bindgen-cli-support` in xtask/Cargo.toml")?;
    let bound = Bound {
        wasm: folder.join(format!("{}_bg.wasm", module.library)),
        glue: folder.join(format!("{}.js", module.library)),
    };
    check_portable(&bound.glue)?;
    Ok(bound)
}

/// The web target without its default module path, which is the only form that all runtimes and bundlers support.
fn generator(module: &Module, compiled: &Path) -> Result<Bindgen> {
    let mut generator = Bindgen::new();
    generator.input_path(compiled).out_name(module.library).web(true)?;
    generator.omit_default_module_path(true).typescript(false);
    generator.debug(false).keep_debug(false).remove_name_section(true).remove_producers_section(true);
    Ok(generator)
}

/// Checks that the glue has no `import.meta`, which does not work in `CommonJS` and makes Vite emit a second wasm.
fn check_portable(glue: &Path) -> Result<()> {
    ensure!(
        !files::read(glue)?.contains("import.meta"),
        "{} uses import.meta, which CommonJS does not have",
        glue.display()
    );
    Ok(())
}
