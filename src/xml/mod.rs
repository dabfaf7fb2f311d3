//! The API's XML by [shape](crate::shape): an answer becomes JSON, the body of CreateJob comes from a value.

pub mod write;

pub use cos_jobs_wire::document::{Document, MAX_DEPTH, Unreadable};
