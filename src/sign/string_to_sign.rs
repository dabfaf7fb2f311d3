//! Stage 2: the string to sign (`StringToSign`).

use base16ct::lower::encode_string;
use sha1::{Digest, Sha1};

/// The string to sign: the algorithm, the time, and the SHA-1 of the canonical string.
pub fn string_to_sign(key_time: &str, http_string: &str) -> String {
    let digest = encode_string(&Sha1::digest(http_string));
    let mut out = String::with_capacity(96);
    out.extend(["sha1\n", key_time, "\n", &digest, "\n"]);
    out
}
