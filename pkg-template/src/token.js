/** The token by which the service recognizes a CreateJob that it has already seen. */

/** A random UUID of version 4. */
export function newToken() {
  const { crypto } = globalThis;
  // Pages without https have getRandomValues, but no randomUUID.
  if (crypto?.randomUUID) return crypto.randomUUID();
  return formatUuid(crypto?.getRandomValues ? crypto.getRandomValues(new Uint8Array(16)) : plainRandomBytes());
}

/** Node.js 18 has no global crypto in files. The token must be unique, but it is no secret. */
function plainRandomBytes() {
  return Uint8Array.from({ length: 16 }, () => Math.floor(Math.random() * 256));
}

function formatUuid(bytes) {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
