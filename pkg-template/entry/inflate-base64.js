// The bytes of the inline wasm, which is compressed: a page that is not served with gzip loads half as much.
export async function inflateBase64(text) {
  // Node.js and its like have both at hand; the streams of the web and a loop over characters take it ten times as long.
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin) return builtin("node:zlib").inflateRawSync(builtin("node:buffer").Buffer.from(text, "base64"));
  const stream = new Blob([decodeBase64(text)]).stream().pipeThrough(new DecompressionStream("deflate-raw"));
  return new Response(stream).arrayBuffer();
}

// By the decoder of the host where it has one, else by atob, which all have.
function decodeBase64(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
