//! Tencent Cloud COS batch-operation jobs: the core of the npm package `cos-jobs`.
//!
//! The core decides everything and touches nothing: no clock, no network, no randomness. It reads from the inside out:
//!
//! | module | what it answers |
//! |---|---|
//! | [`jobs`] | what an action asks, and how its answer reads; the models; the statuses |
//! | [`call`] | what a call does next |
//! | [`client`] | what the calls of a client share: address, clock, keys |
//! | [`listing`], [`watch`], [`bulk`] | what the verbs of many calls do next: list all, watch one, cancel many |
//! | [`shape`], [`value`], [`xml`], [`json`], [`input`], [`path`] | data: its tables, its form, reading, writing, checking |
//! | [`sign`], [`encode`] | the signature, and the one percent-encoder |
//! | [`request`], [`service`], [`credentials`], [`error`], [`time`], [`text`] | the nouns |
//!
//! `encode`, `shape` and `text` stand in the crate `cos-jobs-wire`, which is compiled for speed.
//!
//! `wasm` (only on `wasm32`) is the thin half of the shell on this side; the other half is JavaScript.

#![cfg_attr(target_arch = "wasm32", no_std)]

extern crate alloc;

pub mod bulk;
pub mod call;
pub mod client;
pub mod credentials;
pub mod error;
pub mod input;
pub mod jobs;
pub mod json;
pub mod listing;
pub mod path;
pub mod request;
pub mod service;
pub mod sign;
pub mod time;
pub mod value;
pub mod watch;
pub mod xml;

pub use cos_jobs_wire::{encode, shape, text};

#[cfg(target_arch = "wasm32")]
#[expect(clippy::float_cmp, reason = "wasm-bindgen's macro compares so")]
mod wasm;
