// SHA-1 and HMAC-SHA1 by the browser itself, which offers them only to pages with a secure origin.
const encoder = new TextEncoder();

export const canDigest = () => Boolean(globalThis.crypto?.subtle);

export async function sha1Hex(text) {
  return hex(await crypto.subtle.digest("SHA-1", encoder.encode(text)));
}

/** The key is a text or bytes. */
export async function hmacHex(key, text) {
  const bytes = typeof key === "string" ? encoder.encode(key) : key;
  const imported = await crypto.subtle.importKey("raw", bytes, { name: "HMAC", hash: "SHA-1" }, false, ["sign"]);
  return hex(await crypto.subtle.sign("HMAC", imported, encoder.encode(text)));
}

const hex = (buffer) => [...new Uint8Array(buffer)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
