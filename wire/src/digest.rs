//! SHA-1 on the compression function of the `sha1` crate.
//!
//! That crate's hasher takes a text piece by piece and buffers it, which costs more than hashing a text as short as these.

use sha1::block_api::compress;

/// The bytes of a digest.
pub const DIGEST: usize = 20;

/// The bytes that are hashed at a time.
pub const BLOCK: usize = 64;

/// The bytes behind a message: a bit, and the message's length in bits.
const ENDING: usize = 9;

/// What is carried from block to block.
pub type State = [u32; DIGEST / 4];

/// The state before anything is hashed (FIPS 180-4, 5.3.1).
pub const START: State = [0x6745_2301, 0xEFCD_AB89, 0x98BA_DCFE, 0x1032_5476, 0xC3D2_E1F0];

/// The SHA-1 of `message`.
pub fn sha1(message: &[u8]) -> [u8; DIGEST] {
    finish(START, 0, message)
}

/// Goes on hashing from a state that has taken in a whole block, such as an HMAC's key.
pub fn sha1_behind_block(state: State, message: &[u8]) -> [u8; DIGEST] {
    finish(state, BLOCK, message)
}

/// Takes whole blocks into a state.
pub fn take_blocks(state: &mut State, blocks: &[[u8; BLOCK]]) {
    compress(state, blocks);
}

/// The digest of what a state that has taken in `before` bytes and `message` behind them come to.
#[inline(never)]
fn finish(mut state: State, before: usize, message: &[u8]) -> [u8; DIGEST] {
    let (blocks, rest) = message.as_chunks::<BLOCK>();
    compress(&mut state, blocks);
    let mut last = [[0; BLOCK]; 2];
    let used = (rest.len() + ENDING).div_ceil(BLOCK) * BLOCK;
    let bits = 8 * (before as u64 + message.len() as u64);
    let flat = last.as_flattened_mut();
    put(flat, rest);
    put(flat.get_mut(rest.len()..).unwrap_or_default(), &[0x80]);
    put(flat.get_mut(used - 8..).unwrap_or_default(), &bits.to_be_bytes());
    compress(&mut state, last.get(..used / BLOCK).unwrap_or_default());
    let mut digest = [0; DIGEST];
    for (bytes, word) in digest.as_chunks_mut::<4>().0.iter_mut().zip(state) {
        *bytes = word.to_be_bytes();
    }
    digest
}

/// Writes `bytes` at the beginning of `place`.
fn put(place: &mut [u8], bytes: &[u8]) {
    if let Some(place) = place.get_mut(..bytes.len()) {
        place.copy_from_slice(bytes);
    }
}

#[cfg(test)]
mod tests {
    use super::sha1;
    use crate::hex::hex;

    #[test]
    fn the_digests_are_those_of_the_standard() {
        for (message, digest) in [
            // FIPS 180-4, the examples of NIST: none, one and two blocks.
            ("", "da39a3ee5e6b4b0d3255bfef95601890afd80709"),
            ("abc", "a9993e364706816aba3e25717850c26c9cd0d89d"),
            ("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq", "84983e441c3bd26ebaae4aa1f95129e5e54670f1"),
        ] {
            assert_eq!(hex(&sha1(message.as_bytes())), digest, "{message}");
        }
    }

    #[test]
    fn every_length_around_a_block_is_padded_as_another_implementation_does() {
        use sha1::{Digest, Sha1};
        for length in 0..200 {
            let message = vec![b'x'; length];
            assert_eq!(sha1(&message), <[u8; 20]>::from(Sha1::digest(&message)), "{length}");
        }
    }
}
