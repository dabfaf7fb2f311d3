//! Whether a request is who it says it is from: the signature is computed anew from what was received.
//!
//! Source: COS document 436/7778.

mod authorization;
mod key;
mod verify;

pub(crate) use verify::verify;
