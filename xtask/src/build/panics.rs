//! Panics that trap at once.
//!
//! In WebAssembly a panic ends with a trap, and there is no place to which its message could be printed. The standard library
//! formats the message nevertheless, and that code would be a part of the module. Stable Rust has no option for this.

use std::path::{Path, PathBuf};

use anyhow::Result;
use walrus::{Function, FunctionBuilder, FunctionId, FunctionKind, Module};

/// The ends of the mangled paths of the functions in which a panic begins: for any message, for a text that is cut inside a
/// character, and for a failed allocation.
const PANICS: [&str; 4] = [
    "4core9panicking9panic_fmt",
    "4core3str16slice_error_fail",
    "5alloc7raw_vec12handle_error",
    "5alloc5alloc18handle_alloc_error",
];

/// Replaces these functions by a trap, and gives the changed module. What only they need is removed when wasm-bindgen reads it.
/// Another version of Rust may not have one of them. The module is then correct as well, but larger.
pub(super) fn trap(compiled: &Path) -> Result<PathBuf> {
    let mut module = Module::from_file(compiled)?;
    for panic in PANICS {
        match find(&module, panic) {
            Some(function) => replace_by_trap(&mut module, function),
            None => println!("note: this version of Rust has no function {panic}, so the module becomes larger"),
        }
    }
    let trapping = compiled.with_extension("trapping.wasm");
    module.emit_wasm_file(&trapping)?;
    Ok(trapping)
}

fn find(module: &Module, end: &str) -> Option<FunctionId> {
    // Older versions of Rust add a hash to the path.
    let hash = format!("{end}17h");
    let is_meant = |name: &String| name.ends_with(end) || name.contains(&hash);
    module.funcs.iter().find(|function| function.name.as_ref().is_some_and(is_meant)).map(Function::id)
}

fn replace_by_trap(module: &mut Module, function: FunctionId) {
    let signature = module.types.get(module.funcs.get(function).ty());
    let (parameters, results) = (signature.params().to_vec(), signature.results().to_vec());
    let mut body = FunctionBuilder::new(&mut module.types, &parameters, &results);
    body.func_body().unreachable();
    let parameters = parameters.into_iter().map(|parameter| module.locals.add(parameter)).collect();
    module.funcs.get_mut(function).kind = FunctionKind::Local(body.local_func(parameters));
}
