//! Short names for the functions that the module imports.
//!
//! wasm-bindgen ends each name with a hash, which does not compress, and which both the module and its glue contain.

use std::collections::HashSet;

use anyhow::Result;
use walrus::Module;

use super::bind::Bound;
use crate::files;

/// Shortens the names in the module and in its glue.
pub(super) fn shorten(bound: &Bound) -> Result<()> {
    let mut module = Module::from_file(&bound.wasm)?;
    let mut glue = files::read(&bound.glue)?;
    let mut taken = HashSet::new();
    for import in module.imports.iter_mut() {
        let Some(short) = without_hash(&import.name) else { continue };
        let numbered = (2..).map(|number| format!("{short}{number}"));
        let short = [short.to_owned()].into_iter().chain(numbered).find(|name| taken.insert(name.clone()));
        let long = std::mem::replace(&mut import.name, short.unwrap_or_default());
        glue = glue.replace(&long, &import.name);
    }
    module.emit_wasm_file(&bound.wasm)?;
    files::write(&bound.glue, glue)
}

/// `then` of `__wbg_then_656f253a5dd7d8ea`.
fn without_hash(name: &str) -> Option<&str> {
    let (short, hash) = name.strip_prefix("__wbg_")?.rsplit_once('_')?;
    (hash.len() == 16 && hash.bytes().all(|digit| digit.is_ascii_hexdigit())).then_some(short)
}

#[cfg(test)]
mod tests {
    use super::without_hash;

    #[test]
    fn only_a_hash_is_cut_off() {
        assert_eq!(without_hash("__wbg_set_index_37837023f3d740e8"), Some("set_index"));
        assert_eq!(without_hash("__wbindgen_init_externref_table"), None);
        assert_eq!(without_hash("invoke"), None);
    }
}
