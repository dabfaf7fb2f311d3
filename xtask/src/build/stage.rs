//! The folder that esbuild bundles from: the hand-written JavaScript beside the generated.

use std::path::Path;

use anyhow::Result;

use super::status_table::status_table_js;
use crate::project::Project;
use crate::{files, shell};

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
    files::write(&sources.join("cos_jobs.js"), glue_js(&files::read(glue)?))?;
    files::write(&sources.join("wasm-bytes.js"), wasm_bytes_js(project, wasm)?)?;
    files::write(&sources.join("status-table.js"), status_table_js())
}

/// The glue with its two halves of loading for src/load.js, which does what is between them: the generated function looks
/// at `Response` even for bytes, and Node.js then loads all of its `fetch`, which takes longer than all else.
fn glue_js(generated: &str) -> String {
    let plain: String = generated.lines().map(|line| without_way_back(line) + "\n").collect();
    format!("{plain}\nexport {{ __wbg_get_imports as imports, __wbg_finalize_init as finish }};\n")
}

/// A line of an enum's table, `Call: 2, "2": "Call",`, without the way from the number to the name, which nobody goes.
fn without_way_back(line: &str) -> String {
    match line.split_once(", \"") {
        Some((way, _)) if is_entry(way) => format!("{way},"),
        _ => line.to_owned(),
    }
}

/// Whether that is `Call: 2`.
fn is_entry(text: &str) -> bool {
    text.split_once(": ").is_some_and(|(_, number)| number.parse::<u32>().is_ok())
}

/// Prints the file named, compressed and in base64. Node has both, so no crate for them is compiled.
const COMPRESS: &str = "\
    const { readFileSync } = require('node:fs'), { deflateSync } = require('node:zlib');\
    console.log(deflateSync(readFileSync(process.argv[1]), { level: 9, memLevel: 9 }).toString('base64'));";

/// The wasm as a JavaScript module, for hosts that have no good way to read a file beside the script.
fn wasm_bytes_js(project: &Project, wasm: &Path) -> Result<String> {
    let mut node = project.command("node");
    let base64 = shell::output(node.args(["--input-type=commonjs", "--eval", COMPRESS, "--"]).arg(wasm))?;
    Ok(format!("export const wasmBase64 = \"{}\";\n", base64.trim()))
}

#[cfg(test)]
mod tests {
    use super::glue_js;

    #[test]
    fn an_enum_leads_from_its_names_to_its_numbers_only() {
        let glue =
            glue_js("export const Op = Object.freeze({\n    Call: 2, \"2\": \"Call\",\n});\nthrow f(1, \"2: 3\");\n");
        assert!(
            glue.starts_with("export const Op = Object.freeze({\n    Call: 2,\n});\nthrow f(1, \"2: 3\");\n"),
            "{glue}"
        );
    }
}
