//! The tools that a task needs beside Rust, installed when that is possible and explained when it is not.

pub(crate) mod chromium;
pub(crate) mod npm;
pub(crate) mod wasm_target;
