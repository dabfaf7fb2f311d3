//! Stage 3: the key of a span of time, and the signature made with it.

use alloc::string::String;
use core::fmt;

use cos_jobs_wire::digest::DIGEST;
use cos_jobs_wire::hex::{lower_hex, push_lower_hex};
use zeroize::Zeroizing;

use super::KeyTime;
use super::hmac::{HmacKey, hmac};

/// The key that signs everything within one [`KeyTime`]; wiped from memory when dropped.
pub struct SignKey {
    key_time: KeyTime,
    time_text: String,
    key: HmacKey,
}

impl SignKey {
    /// Derives the key for `key_time` from the account's secret key.
    pub fn derive(secret_key: &str, key_time: KeyTime) -> Self {
        let time_text = key_time.to_text();
        // The HMAC's key is this text, not a digest's bytes.
        let key = HmacKey::new(sign_key_text(secret_key, &time_text).as_flattened());
        Self { key_time, time_text, key }
    }

    /// When it may be used.
    pub fn key_time(&self) -> KeyTime {
        self.key_time
    }

    /// The same, in the form of `q-sign-time` and `q-key-time`.
    pub fn time_text(&self) -> &str {
        &self.time_text
    }
}

impl fmt::Debug for SignKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignKey(..)")
    }
}

/// `SignKey`, as the document calls it: its text.
pub(super) fn sign_key_text(secret_key: &str, key_time: &str) -> Zeroizing<[[u8; 2]; DIGEST]> {
    let digest = Zeroizing::new(hmac(secret_key.as_bytes(), key_time.as_bytes()));
    Zeroizing::new(lower_hex(&digest))
}

/// Appends the signature of `string_to_sign` under `key`, as hexadecimal text.
pub fn push_signature(out: &mut String, key: &SignKey, string_to_sign: &str) {
    push_lower_hex(out, &key.key.mac(string_to_sign.as_bytes()));
}

/// The signature of `string_to_sign` under `key`, as hexadecimal text.
pub fn signature(key: &SignKey, string_to_sign: &str) -> String {
    let mut out = String::new();
    push_signature(&mut out, key, string_to_sign);
    out
}
