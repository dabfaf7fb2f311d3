//! Stage 2: the string to sign.

use alloc::string::String;

use sha1::{Digest, Sha1};

use crate::text::concat;
use cos_jobs_bytes::hex;

/// The string to sign: the algorithm, the time, and the SHA-1 of the canonical string.
pub fn string_to_sign(key_time: &str, http_string: &str) -> String {
    let digest = hex(&Sha1::digest(http_string.as_bytes()));
    concat(&["sha1\n", key_time, "\n", &digest, "\n"])
}
