//! Stage 2: the string to sign.

use alloc::string::String;

use crate::text::push_all;
use cos_jobs_wire::digest::sha1;
use cos_jobs_wire::hex::push_lower_hex;

/// The string to sign: the algorithm, the time, and the SHA-1 of the canonical string.
pub fn string_to_sign(key_time: &str, http_string: &str) -> String {
    let mut out = String::with_capacity(88);
    push_all(&mut out, &["sha1\n", key_time, "\n"]);
    push_lower_hex(&mut out, &sha1(http_string.as_bytes()));
    out.push('\n');
    out
}
