//! The tools that a task needs in addition to Rust. They are installed if possible; otherwise the error explains how.

pub(crate) mod chromium;
pub(crate) mod npm;
pub(crate) mod wasm_target;
