//! Source maps of the bundles, as esbuild writes them, made fit to publish.

use std::path::Path;

use anyhow::{Context, Result};
use serde_json::{Value, json};

use super::{CLIENT, EMULATOR};
use crate::files;

/// Replaces the names of this machine's folders, and leaves out the modules in base64, which the bundle contains already.
pub(super) fn publishable(map: &Path) -> Result<()> {
    let text = files::read(map)?;
    let mut parsed: Value = serde_json::from_str(&text).with_context(|| format!("{} is no JSON", map.display()))?;
    rewrite(&mut parsed).with_context(|| format!("{} has an unknown form", map.display()))?;
    files::write(map, parsed.to_string())
}

fn rewrite(map: &mut Value) -> Option<()> {
    let mut names = map.get("sources")?.as_array()?.clone();
    let contents = map.get_mut("sourcesContent")?.as_array_mut()?;
    for (name, content) in names.iter_mut().zip(contents) {
        let path = inside_the_stage(name.as_str()?)?.to_owned();
        if [CLIENT.bytes, EMULATOR.bytes].iter().any(|bytes| path.ends_with(bytes)) {
            *content = json!("// the WebAssembly in base64\n");
        }
        *name = json!(path);
    }
    *map.get_mut("sources")? = Value::Array(names);
    Some(())
}

/// The name of a source as the folder pkg-template/ has it, such as `src/client.js`.
fn inside_the_stage(source: &str) -> Option<&str> {
    source.rsplit_once("/stage/").map(|(_, path)| path)
}

#[cfg(test)]
mod tests {
    use super::rewrite;
    use serde_json::json;

    #[test]
    fn a_map_names_no_folder_of_this_machine_and_does_not_repeat_the_wasm() {
        let sources = ["../target/xtask/stage/src/client.js", "../target/xtask/stage/src/wasm-bytes.js"];
        let mut map = json!({ "sources": sources, "sourcesContent": ["client", "AGFzbQ=="] });
        assert_eq!(rewrite(&mut map), Some(()));
        assert_eq!(map["sources"], json!(["src/client.js", "src/wasm-bytes.js"]));
        assert_eq!(map["sourcesContent"], json!(["client", "// the WebAssembly in base64\n"]));
    }

    #[test]
    fn a_source_from_elsewhere_is_an_error() {
        let mut map = json!({ "sources": ["../node_modules/x/index.js"], "sourcesContent": ["x"] });
        assert_eq!(rewrite(&mut map), None);
    }
}
