/** The states of SHA-1 that an HMAC keeps instead of its key (RFC 2104, section 4). They are as secret as the key, because they suffice for signing. */

const START = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
const BLOCK = 64;

/** Both states of a key of at most one block, in the byte order of WebAssembly's memory. */
export function hmacStates(key) {
  return [0x36, 0x5c].map((pad) => {
    const block = Buffer.alloc(BLOCK, pad);
    Buffer.from(key).forEach((byte, at) => (block[at] ^= byte));
    const state = Buffer.alloc(20);
    taken(block).forEach((word, index) => state.writeUInt32LE(word, 4 * index));
    return state;
  });
}

/** The state after the first block (FIPS 180-4, 6.1.2). */
function taken(block) {
  const words = Array.from({ length: 16 }, (_, index) => block.readUInt32BE(4 * index));
  for (let t = 16; t < 80; t += 1) words.push(rotated(words[t - 3] ^ words[t - 8] ^ words[t - 14] ^ words[t - 16], 1));
  let [a, b, c, d, e] = START;
  words.forEach((word, t) => {
    const [f, k] = round(t, b, c, d);
    [a, b, c, d, e] = [(rotated(a, 5) + f + e + k + word) >>> 0, a, rotated(b, 30), c, d];
  });
  return [a, b, c, d, e].map((word, index) => (word + START[index]) >>> 0);
}

function round(t, b, c, d) {
  if (t < 20) return [(b & c) | (~b & d), 0x5a827999];
  if (t < 40) return [b ^ c ^ d, 0x6ed9eba1];
  if (t < 60) return [(b & c) | (b & d) | (c & d), 0x8f1bbcdc];
  return [b ^ c ^ d, 0xca62c1d6];
}

const rotated = (word, by) => ((word << by) | (word >>> (32 - by))) >>> 0;
