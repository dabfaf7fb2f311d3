//! Stage 2: the string to sign.

use sha1::{Digest, Sha1};

use super::KeyTime;
use super::hex::hex;

/// The string to sign: the algorithm, the time, and the SHA-1 of the canonical string.
pub fn string_to_sign(key_time: KeyTime, http_string: &str) -> String {
    let digest = hex(&Sha1::digest(http_string.as_bytes()).into());
    format!("sha1\n{key_time}\n{digest}\n")
}
