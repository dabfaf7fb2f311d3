//! The folder that esbuild bundles from: the hand-written and the generated JavaScript.

use std::collections::HashSet;
use std::path::Path;

use anyhow::{Context, Result, ensure};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

use super::Module;
use super::status_table::status_table_js;
use crate::files;
use crate::project::Project;

/// Lays the sources out as the entries' imports expect them.
pub(super) fn sources(project: &Project) -> Result<()> {
    let stage = project.work("stage");
    for part in ["src", "entry", "emulator"] {
        let folder = stage.join(part);
        files::empty(&folder)?;
        for source in files::ending(&project.template().join(part), ".js")? {
            files::copy_into(&source, &folder)?;
        }
    }
    files::write(&stage.join("src/status-table.js"), status_table_js())
}

/// Adds the glue and the bytes of a module to the sources.
pub(super) fn module(project: &Project, module: &Module, glue: &Path, wasm: &Path) -> Result<()> {
    let sources = project.work("stage").join("src");
    files::write(&sources.join(module.glue), glue_js(&files::read(glue)?)?)?;
    files::write(&sources.join(module.bytes), wasm_bytes_js(wasm)?)
}

/// The glue as a function that makes it anew for each instance of the module. The generated glue keeps its instance in a variable
/// of the file: when a second instance replaces a broken one, callbacks and finalizers of the first would enter the second. The
/// generated functions for loading are left out, because src/load.js loads the module.
fn glue_js(generated: &str) -> Result<String> {
    let (body, _) = generated.split_once("\nasync function __wbg_load").context("the glue has no __wbg_load")?;
    // A module without functions of other files has no imports.
    let end = if body.starts_with("import ") { body.find("\n\n").context("the glue has only imports")? } else { 0 };
    let (imports, body) = body.split_at(end);
    ensure!(imports.lines().all(|line| line.starts_with("import ")), "the glue does not begin with its imports");
    let (imports, body) = without_repeated_imports(imports, body);
    let exports: Vec<_> = body.lines().filter_map(exported_name).collect();
    let body = body.replace("\nexport ", "\n").replace(FUNCTION_OF_TEXT, "() => globalThis");
    let exports = exports.join(", ");
    Ok(format!(
        "{imports}\n\nexport function createGlue() {{{body}\n\
         return {{ {exports}, imports: __wbg_get_imports, finish: __wbg_finalize_init }};\n}}\n"
    ))
}

/// wasm-bindgen imports a file once for each `extern` block that names it, and repeats its key in the object of imports, about which
/// bundlers warn.
fn without_repeated_imports(imports: &str, body: &str) -> (String, String) {
    let (mut kept, mut body) = (Vec::new(), body.to_owned());
    let mut files = HashSet::new();
    for line in imports.lines() {
        match line.strip_prefix("import * as ").and_then(|rest| rest.split_once(" from ")) {
            Some((name, file)) if !files.insert(file) => {
                body = body.replace(&format!("        {file}: {name},\n"), "");
            }
            _ => kept.push(line),
        }
    }
    (kept.join("\n"), body)
}

/// js-sys makes a function from text to find the global object of a host that has no `globalThis`. All supported hosts have it,
/// and a strict Content-Security-Policy forbids such functions.
const FUNCTION_OF_TEXT: &str = "new Function(getStringFromWasm0(arg0, arg1))";

/// The name in `export class Client {` or `export function sign(`.
fn exported_name(line: &str) -> Option<&str> {
    let declaration = line.strip_prefix("export ")?;
    let name = declaration.strip_prefix("class ").or_else(|| declaration.strip_prefix("function "))?;
    name.split([' ', '(']).next()
}

/// The wasm as a JavaScript module, for hosts that have no good way to read a file beside the script.
fn wasm_bytes_js(wasm: &Path) -> Result<String> {
    let bytes = files::read_bytes(wasm)?;
    let mut compressed = Vec::new();
    zopfli::compress(zopfli::Options::default(), zopfli::Format::Zlib, bytes.as_slice(), &mut compressed)?;
    Ok(format!("export const wasmBase64 = \"{}\";\n", BASE64_STANDARD.encode(compressed)))
}

#[cfg(test)]
mod tests {
    use super::{glue_js, without_repeated_imports};

    #[test]
    fn the_glue_is_made_anew_for_each_instance() {
        let generated = "import { a } from './a.js';\n\n\nexport class Client {\n}\nexport function sign(x) {\n}\nlet wasm;\n\
                         \nasync function __wbg_load() {\n}\nexport { initSync };\n";
        let expected = "import { a } from './a.js';\n\nexport function createGlue() {\n\n\nclass Client {\n}\n\
                        function sign(x) {\n}\nlet wasm;\n\n\
                        return { Client, sign, imports: __wbg_get_imports, finish: __wbg_finalize_init };\n}\n";
        assert_eq!(glue_js(generated).unwrap(), expected);
        assert!(glue_js("let wasm;\n").is_err());
        assert!(
            glue_js("let wasm;\n\nasync function __wbg_load() {\n}\n").unwrap().contains("createGlue() {let wasm;")
        );
    }

    #[test]
    fn a_file_is_imported_once() {
        let imports =
            "import { b } from './b.js'\nimport * as import1 from \"./a.js\"\nimport * as import2 from \"./a.js\"";
        let body = "{\n        \"./a.js\": import1,\n        \"./a.js\": import2,\n}";
        let (imports, body) = without_repeated_imports(imports, body);
        assert_eq!(imports, "import { b } from './b.js'\nimport * as import1 from \"./a.js\"");
        assert_eq!(body, "{\n        \"./a.js\": import1,\n}");
    }
}
