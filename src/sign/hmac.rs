//! HMAC-SHA1 (RFC 2104) with a key that is kept ready.

use alloc::boxed::Box;
use core::fmt;
use core::slice;

use cos_jobs_wire::digest::{BLOCK, DIGEST, START, State, sha1, sha1_behind_block, take_blocks};
use zeroize::Zeroize;

/// The bytes that a key is mixed with for the inner hash and for the outer one.
const INNER: u8 = 0x36;
const OUTER: u8 = 0x5C;

/// An HMAC's key, as the two states that have taken it in; wiped from memory when dropped.
///
/// The states stay where they were made, behind a pointer, since whatever moves leaves a copy behind.
pub(super) struct HmacKey(Box<[State; 2]>);

impl HmacKey {
    /// That of a key of any length.
    pub(super) fn new(key: &[u8]) -> Self {
        let mut states = Box::new([START; 2]);
        take_key(&mut states, key);
        Self(states)
    }

    /// The HMAC-SHA1 of `message` under this key.
    pub(super) fn mac(&self, message: &[u8]) -> [u8; DIGEST] {
        mac(&self.0, message)
    }
}

/// The HMAC-SHA1 of `message` under a key that serves but once.
pub(super) fn hmac(key: &[u8], message: &[u8]) -> [u8; DIGEST] {
    let mut states = [START; 2];
    take_key(&mut states, key);
    let mac = mac(&states, message);
    states.zeroize();
    mac
}

fn take_key(states: &mut [State; 2], key: &[u8]) {
    if key.len() > BLOCK {
        let mut hashed = sha1(key);
        take_key(states, &hashed);
        return wipe(&mut hashed);
    }
    let mut block = [0; BLOCK];
    for (place, byte) in block.iter_mut().zip(key) {
        *place = *byte;
    }
    // What is in the block already is the pad before.
    for (state, pad) in states.iter_mut().zip([INNER, INNER ^ OUTER]) {
        for byte in &mut block {
            *byte ^= pad;
        }
        take_blocks(state, slice::from_ref(&block));
    }
    wipe(&mut block);
}

fn mac([inner, outer]: &[State; 2], message: &[u8]) -> [u8; DIGEST] {
    sha1_behind_block(*outer, &sha1_behind_block(*inner, message))
}

impl Drop for HmacKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for HmacKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("HmacKey(..)")
    }
}

/// In one place, since such a loop is unrolled wherever it stands.
#[inline(never)]
pub(super) fn wipe(bytes: &mut [u8]) {
    bytes.zeroize();
}

#[cfg(test)]
mod tests {
    use super::HmacKey;
    use cos_jobs_wire::hex::hex;

    #[test]
    fn the_hmacs_are_those_of_rfc_2202() {
        for (key, message, mac) in [
            (&[0x0b; 20][..], &b"Hi There"[..], "b617318655057264e28bc0b6fb378c8ef146be00"),
            (b"Jefe", b"what do ya want for nothing?", "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79"),
            (&[0xaa; 20], &[0xdd; 50], "125d7342b9ac11cd91a39af48aa17b4f63f175d3"),
            (
                &[0xaa; 80],
                b"Test Using Larger Than Block-Size Key - Hash Key First",
                "aa4ae5e15272d00e95705637ce8a3b55ed402112",
            ),
        ] {
            assert_eq!(hex(&HmacKey::new(key).mac(message)), mac);
        }
        assert_eq!(format!("{:?}", HmacKey::new(b"Jefe")), "HmacKey(..)");
    }

    /// The values are those of Python's `hmac.new(bytes(range(length)), b"the message", "sha1").hexdigest()`.
    #[test]
    fn a_key_is_hashed_if_it_is_longer_than_a_block_and_not_before() {
        for (length, mac) in [
            (63, "147f6a9c8b456370baeca585dbb107ab420f1d02"),
            (64, "21b9776415002096c0510ca6c75b1bad23cfbcd9"),
            (65, "d6e9a9f079fe65c88f58258d6b65bd99e0ecfa05"),
        ] {
            let key: Vec<u8> = (0..length).collect();
            assert_eq!(hex(&HmacKey::new(&key).mac(b"the message")), mac, "a key of {length} bytes");
        }
    }
}
