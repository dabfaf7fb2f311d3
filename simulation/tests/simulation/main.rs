//! What the simulation shows: nothing wrong in very many calls, that it would notice, and single stories to read.

#![allow(clippy::expect_used, clippy::indexing_slicing, clippy::panic, clippy::unwrap_used, reason = "tests")]

mod bites;
mod many;
mod stories;
mod support;
