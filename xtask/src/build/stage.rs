//! The folder that esbuild bundles from: the hand-written JavaScript beside the generated.

use std::path::Path;

use anyhow::Result;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;

use super::status_table::status_table_js;
use crate::files;
use crate::project::Project;

/// Lays the sources out as the entries' imports expect them.
pub(super) fn prepare(project: &Project, glue: &Path, wasm: &Path) -> Result<()> {
    let stage = project.work("stage");
    for part in ["src", "entry"] {
        let folder = stage.join(part);
        files::empty(&folder)?;
        for source in files::ending(&project.template().join(part), ".js")? {
            files::copy_into(&source, &folder)?;
        }
    }
    let sources = stage.join("src");
    files::copy_into(glue, &sources)?;
    files::write(&sources.join("wasm-bytes.js"), wasm_bytes_js(&files::read_bytes(wasm)?))?;
    files::write(&sources.join("status-table.js"), status_table_js())
}

/// The wasm as a JavaScript module, for hosts that have no good way to read a file beside the script.
fn wasm_bytes_js(wasm: &[u8]) -> String {
    format!("export const wasmBase64 = \"{}\";\n", BASE64_STANDARD.encode(wasm))
}
