//! Stage 3: the key of a span of time, and the signature made with it.

use alloc::string::String;
use core::fmt;

use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::Zeroizing;

use super::KeyTime;
use cos_jobs_bytes::hex;

/// The key that signs everything within one [`KeyTime`]; wiped from memory when dropped.
///
/// Its hexadecimal text, not its bytes, is the HMAC's key.
pub struct SignKey(Zeroizing<String>);

impl SignKey {
    /// Derives the key for `key_time` from the account's secret key.
    pub fn derive(secret_key: &str, key_time: KeyTime) -> Self {
        let mut digest = Zeroizing::new([0; 20]);
        hmac_sha1(secret_key.as_bytes(), &key_time.to_text(), &mut digest);
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
    hmac_sha1(key.0.as_bytes(), string_to_sign, &mut digest);
    hex(digest.as_slice())
}

fn hmac_sha1(key: &[u8], text: &str, digest: &mut [u8; 20]) {
    // An HMAC takes a key of any length, so the error never comes.
    let Ok(mut mac) = Hmac::<Sha1>::new_from_slice(key) else { return };
    mac.update(text.as_bytes());
    mac.finalize_into(digest.into());
}
