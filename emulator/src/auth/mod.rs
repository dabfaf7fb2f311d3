//! Authentication: computes the signature from the received request and compares it with the one that was sent.
//!
//! Source: COS document 436/7778.

mod authorization;
mod key;
mod verify;

pub(crate) use verify::verify;
