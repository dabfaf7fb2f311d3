//! Tests of the simulation: many random calls, clients that are known to be wrong, and scenarios written by hand.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod many_calls;
mod scenarios;
mod support;
mod wrong_policies;
