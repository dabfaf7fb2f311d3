/** The token by which the service knows a CreateJob that it has seen; the engine has no randomness to make one. */

/**
 * The same input with a clientRequestToken behind it; if it has one itself, that is the first and counts.
 *
 * @param {string} input as JSON
 */
export function withToken(input) {
  const token = input[0] === "{" && randomUuid();
  if (!token) return input;
  return `${input.slice(0, -1)}${input === "{}" ? "" : ","}"clientRequestToken":"${token}"}`;
}

/** A UUID of version 4; nothing where the host has no randomness, so that the engine asks for a token. */
function randomUuid() {
  const { crypto } = globalThis;
  // Pages without https have getRandomValues, but no randomUUID.
  if (crypto?.randomUUID) return crypto.randomUUID();
  return crypto && formatUuid(crypto.getRandomValues(new Uint8Array(16)));
}

function formatUuid(bytes) {
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}
