//! The COS request signature (document 436/7778), with one file for each stage.
//!
//! 1. [`canonical`] builds the canonical string (`HttpString`).
//! 2. [`string_to_sign`] combines its digest with the time.
//! 3. [`signature`] derives the key for that time and signs.
//! 4. [`authorization`](mod@authorization) builds the value of the header.
//!
//! The clock is an argument: see [`KeyTime`].

pub mod authorization;
pub mod canonical;
pub mod encode;

mod key_time;
pub mod signature;
pub mod string_to_sign;
#[cfg(test)]
mod tests;

pub use authorization::{Explanation, Signer, authorization, explain};
pub use key_time::KeyTime;
pub use signature::SignKey;

/// The parts of a request that are signed.
///
/// Keys and values are given decoded. All pairs are signed, so leave out a header that a browser or a proxy may change
/// (`content-length` in a browser).
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    /// The HTTP method, in any case.
    pub method: &'a str,
    /// The path, decoded, with its leading slash.
    pub path: &'a str,
    /// The parameters of the query.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers to sign, including `host`.
    pub headers: &'a [(&'a str, &'a str)],
}
