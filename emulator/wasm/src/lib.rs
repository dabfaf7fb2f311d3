//! The emulator for JavaScript. The files in pkg-template/emulator/ make `createEmulator` of it.
//!
//! Nothing is decided here: the times, the requests and the faults come from JavaScript.

#![cfg(target_arch = "wasm32")]

mod answer;
mod core;
mod described;
pub mod seed;
