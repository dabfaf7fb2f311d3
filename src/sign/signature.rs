//! Stage 3: the key of a span of time, and the signature made with it.

use alloc::string::String;
use core::fmt;

use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

use cos_jobs_bytes::hex;

use super::KeyTime;

/// The key that signs everything within one [`KeyTime`]; wiped from memory when dropped.
///
/// It is kept as text. The state of an HMAC that has taken it in would save a tenth of a signature, but is copied whenever
/// it moves, and such copies stay behind.
pub struct SignKey(Zeroizing<String>);

impl SignKey {
    /// Derives the key for `key_time` from the account's secret key.
    pub fn derive(secret_key: &str, key_time: KeyTime) -> Self {
        let mut digest = Zeroizing::new([0; 20]);
        hmac(secret_key, &key_time.to_text(), &mut digest);
        // The HMAC's key is this text, not a digest's bytes.
        Self(Zeroizing::new(hex(digest.as_slice())))
    }

    /// The key's text, for the checks of this stage only.
    #[cfg(test)]
    pub(super) fn text(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SignKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignKey(..)")
    }
}

/// The signature of `string_to_sign` under `key`, as hexadecimal text.
pub fn signature(key: &SignKey, string_to_sign: &str) -> String {
    let mut digest = [0; 20];
    hmac(&key.0, string_to_sign, &mut digest);
    hex(&digest)
}

fn hmac(key: &str, text: &str, digest: &mut [u8; 20]) {
    // An HMAC takes a key of any length, so the error never comes.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key.as_bytes()) else { return };
    mac.update(text.as_bytes());
    mac.finalize_into(digest.into());
}
