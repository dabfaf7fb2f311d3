//! What a user of the emulator relies on.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod changing;
mod creating;
mod cross_origin;
mod errors;
mod failing;
mod faults;
mod lifecycle;
mod listing;
mod priorities;
mod seeded;
mod server;
mod signature;
mod support;
