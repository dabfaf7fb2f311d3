//! Reading and writing the API's XML by [shape](crate::shape), over quick-xml.

pub mod read;
pub mod write;

/// The deepest nesting that an answer may have; the documented ones need eight.
pub const MAX_DEPTH: usize = 64;
