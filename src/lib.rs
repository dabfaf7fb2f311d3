//! Tencent Cloud COS batch-operation jobs: the Rust core of the npm package `cos-jobs`.
//!
//! Everything outside `wasm` makes decisions and does no I/O: it has no clock, no network and no randomness. Time, random
//! numbers and credentials are arguments. The modules, from the lowest layer to the highest:
//!
//! | module | purpose |
//! |---|---|
//! | `words`, [`error`], [`time`] | enums of words; the one error type; reading timestamps |
//! | [`model`] | the data of the API: values, field tables, checks of inputs, reading and writing XML, job statuses |
//! | [`sign`], [`http`] | the request signature and the percent-encoder; requests and responses as plain data |
//! | [`credentials`], [`service`], [`retry`], [`redact`] | keys, addresses, backoff, removing secrets from texts |
//! | [`account`] | what the calls of one client share: address, keys, clock, limits, retry budget |
//! | [`jobs`] | one file per action: its request, its answer, and how to find out whether a change took effect |
//! | [`call`] | the engine of one call: it is told what happened and returns what to do next |
//! | [`listing`], [`watch`], [`change_many`] | the same for operations that consist of many calls |
//!
//! `wasm` (only on `wasm32`) is the asynchronous shell: it carries out what the engine decides, with the host's `fetch`.

pub mod account;
pub mod call;
pub mod change_many;
pub mod credentials;
pub mod error;
pub mod http;
pub mod jobs;
pub mod listing;
pub mod model;
pub mod redact;
pub mod retry;
pub mod service;
pub mod sign;
pub mod time;
pub mod watch;
mod words;

#[cfg(target_arch = "wasm32")]
mod wasm;
