//! Reading and writing the API's XML by [shape](crate::shape).
//!
//! [`cos_jobs_bytes::xml`] cuts a document into its pieces, [`read`] makes an object of them, [`write`] is the way back.

pub mod read;
pub mod write;

/// The deepest nesting that an answer may have; the documented ones need eight.
pub const MAX_DEPTH: usize = 64;
