//! Tests of the emulator through its public interface.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::panic, reason = "a test may fail")]

mod create_job;
mod cross_origin;
mod demo_jobs;
mod errors;
mod failing_jobs;
mod faults;
mod go_sdk;
mod lifecycle;
mod list_jobs;
mod priorities;
mod server;
mod signature;
mod support;
mod update_status_and_delete;
