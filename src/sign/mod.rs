//! The COS request signature (document 436/7778), a function for each stage.
//!
//! [`canonical`] makes the `HttpString`, [`string_to_sign`] hashes it together with the time, [`signature`] signs
//! that, [`authorization()`] puts the header's value together. The clock is an argument: see [`KeyTime`].

pub mod authorization;
pub mod canonical;

mod hmac;
mod key_time;
pub mod signature;
pub mod string_to_sign;
#[cfg(test)]
mod tests;

pub use authorization::{Explanation, Signer, authorization, explain};
pub use key_time::KeyTime;
pub use signature::SignKey;

/// What is signed of a request.
///
/// Names and values are given decoded. All of the pairs are signed, so leave out a header that a browser or a proxy
/// may change on the way (`content-length` in a browser).
#[derive(Clone, Copy, Debug)]
pub struct Signable<'a> {
    /// The HTTP method, in any case.
    pub method: &'a str,
    /// The path, decoded, with its leading slash.
    pub path: &'a str,
    /// The query's pairs.
    pub query: &'a [(&'a str, &'a str)],
    /// The headers to sign, `host` among them.
    pub headers: &'a [(&'a str, &'a str)],
}
