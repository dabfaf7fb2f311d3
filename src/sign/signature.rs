//! Stage 3: the key of a span of time, and the signature made with it.

use alloc::string::String;
use core::fmt;

use hmac::digest::FixedOutput;
use hmac::{Hmac, KeyInit, Mac};
use sha1::{Digest, Sha1};
use zeroize::Zeroizing;

use super::KeyTime;
use cos_jobs_bytes::hex;

/// The key that signs everything within one [`KeyTime`]; wiped from memory when dropped.
///
/// It is kept as the state of an HMAC that has taken it in, which saves doing that for every signature.
#[derive(Clone)]
pub struct SignKey(Hmac<Sha1>);

impl SignKey {
    /// Derives the key for `key_time` from the account's secret key.
    pub fn derive(secret_key: &str, key_time: KeyTime) -> Self {
        Self(keyed(&key_text(secret_key, key_time)))
    }
}

/// The text that is the key: not a digest's bytes but their hexadecimal form.
pub(super) fn key_text(secret_key: &str, key_time: KeyTime) -> Zeroizing<String> {
    let mut digest = Zeroizing::new([0; 20]);
    finish(keyed(secret_key), &key_time.to_text(), &mut digest);
    Zeroizing::new(hex(digest.as_slice()))
}

impl fmt::Debug for SignKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignKey(..)")
    }
}

/// The signature of `string_to_sign` under `key`, as hexadecimal text.
pub fn signature(key: &SignKey, string_to_sign: &str) -> String {
    let mut digest = [0; 20];
    finish(key.0.clone(), string_to_sign, &mut digest);
    hex(&digest)
}

/// An HMAC that has taken in `key`. A key longer than a block is hashed first, as HMAC prescribes.
fn keyed(key: &str) -> Hmac<Sha1> {
    let mut block = Zeroizing::new([0; 64]);
    let mut hashed = Zeroizing::new([0; 20]);
    let mut bytes = key.as_bytes();
    if bytes.len() > block.len() {
        Digest::finalize_into(Sha1::new_with_prefix(bytes), (&mut *hashed).into());
        bytes = &*hashed;
    }
    block.iter_mut().zip(bytes).for_each(|(place, byte)| *place = *byte);
    Hmac::new((&*block).into())
}

fn finish(mut mac: Hmac<Sha1>, text: &str, digest: &mut [u8; 20]) {
    mac.update(text.as_bytes());
    mac.finalize_into(digest.into());
}
