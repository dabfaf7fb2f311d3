// The inline wasm as bytes or as a module. It is compressed: a page that is not served with gzip loads half as much.
import { readBody } from "../src/exchange.js";

export async function inflateBase64(text) {
  // Node.js and its like have both at hand; the streams of the web and a loop over characters take it ten times as long.
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin) {
    const bytes = builtin("node:zlib").inflateSync(builtin("node:buffer").Buffer.from(text, "base64"));
    // There is no page to hold up there, and it takes less than asking another thread to compile.
    return new WebAssembly.Module(bytes);
  }
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  // What goes wrong shows where it is read.
  for (const sent of [writer.write(decodeBase64(text)), writer.close()]) sent.catch(() => {});
  return readBody({ body: readable }, Infinity);
}

// By the decoder of the host where it has one, else by atob, which all have.
function decodeBase64(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
