//! The key for a time (`SignKey`), and the signature that is made with it.

use std::fmt;

use base16ct::lower::encode_string;
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;
use zeroize::{Zeroizing, zeroize_stack};

/// The first and the last second in which a signature is valid, in unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct KeyTime {
    /// The first second.
    pub start: u64,
    /// The last second.
    pub end: u64,
}

impl KeyTime {
    /// The text of `q-sign-time` and `q-key-time`: `<start>;<end>`.
    ///
    /// ```
    /// use cos_jobs::sign::KeyTime;
    ///
    /// assert_eq!(KeyTime { start: 1_557_989_151, end: 1_557_996_351 }.to_text(), "1557989151;1557996351");
    /// ```
    pub fn to_text(self) -> String {
        [self.start.to_string(), self.end.to_string()].join(";")
    }
}

/// More bytes of stack than one HMAC uses in a release build. Values that are moved leave copies there, and the crate
/// `hmac` leaves the padded key.
const STACK: usize = 2048;

/// The key that signs all requests of one [`KeyTime`]. It is wiped from memory when it is dropped.
pub struct SignKey {
    key_time: KeyTime,
    time_text: String,
    /// Initialised with the key's text. It is boxed because each move would leave a copy of it in memory.
    hmac: Box<Hmac<Sha1>>,
}

impl SignKey {
    /// Derives the key for `key_time` from the account's secret key.
    pub fn derive(secret_key: &str, key_time: KeyTime) -> Self {
        let key = Self::derive_without_wiping(secret_key, key_time);
        zeroize_stack::<STACK>();
        key
    }

    /// It is not inlined, so that its stack frame can be wiped afterwards.
    #[inline(never)]
    fn derive_without_wiping(secret_key: &str, key_time: KeyTime) -> Self {
        let time_text = key_time.to_text();
        let hmac = Box::new(hmac(sign_key_text(secret_key, &time_text).as_bytes()));
        Self { key_time, time_text, hmac }
    }

    /// The time for which the key was derived.
    pub fn key_time(&self) -> KeyTime {
        self.key_time
    }

    /// The same as the text of `q-sign-time` and `q-key-time`.
    pub(super) fn time_text(&self) -> &str {
        &self.time_text
    }

    /// The signature of `string_to_sign`, as hexadecimal text.
    pub(super) fn sign(&self, string_to_sign: &str) -> String {
        let signature = hex_mac(&self.hmac, string_to_sign);
        zeroize_stack::<STACK>();
        signature
    }
}

impl fmt::Debug for SignKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("SignKey(..)")
    }
}

/// The hexadecimal text of `SignKey`. The key of the signature's HMAC is this text, not the bytes of the digest.
pub(super) fn sign_key_text(secret_key: &str, key_time: &str) -> Zeroizing<String> {
    Zeroizing::new(hex_mac(&hmac(secret_key.as_bytes()), key_time))
}

#[expect(clippy::expect_used, reason = "the fallible constructor is for MACs whose keys have a fixed length")]
fn hmac(key: &[u8]) -> Hmac<Sha1> {
    Hmac::new_from_slice(key).expect("an HMAC accepts a key of any length")
}

/// The HMAC of `message`, as hexadecimal text. It is not inlined, so that its stack frame can be wiped afterwards.
#[inline(never)]
fn hex_mac(hmac: &Hmac<Sha1>, message: &str) -> String {
    let mut hmac = hmac.clone();
    hmac.update(message.as_bytes());
    encode_string(hmac.finalize().as_bytes())
}

#[cfg(test)]
mod tests {
    use super::{hex_mac, hmac};

    #[test]
    fn the_hmacs_are_those_of_rfc_2202() {
        for (key, message, mac) in [
            (&[0x0b; 20][..], "Hi There", "b617318655057264e28bc0b6fb378c8ef146be00"),
            (b"Jefe", "what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (
                &[0xaa; 80],
                "Test Using Larger Than Block-Size Key - Hash Key First",
                "aa4ae5e15272d00e95705637ce8a3b55ed402112",
            ),
        ] {
            assert_eq!(hex_mac(&hmac(key), message), mac);
        }
    }
}
