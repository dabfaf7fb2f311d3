// The inline WebAssembly as bytes or as a module. It is compressed, so that a page that is served without gzip loads half as much.

export async function inflateBase64(text) {
  // Node.js and similar hosts have both functions built in. There, streams and a loop over characters take ten times as long.
  const builtin = globalThis.process?.getBuiltinModule;
  if (builtin) {
    const bytes = builtin("node:zlib").inflateSync(builtin("node:buffer").Buffer.from(text, "base64"));
    // There is no page that this could block, and it takes less time than another thread would need to begin.
    return new WebAssembly.Module(bytes);
  }
  const { readable, writable } = new DecompressionStream("deflate");
  const writer = writable.getWriter();
  // An error here appears where the other end is read.
  for (const sent of [writer.write(decodeBase64(text)), writer.close()]) sent.catch(() => {});
  return readAll(readable.getReader());
}

// Not `new Response(readable)`: some hosts have no Response, and Node.js would load all of its fetch for it.
async function readAll(reader) {
  const chunks = [];
  for (let read; !(read = await reader.read()).done; ) chunks.push(read.value);
  const bytes = new Uint8Array(chunks.reduce((sum, chunk) => sum + chunk.length, 0));
  let offset = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, offset);
    offset += chunk.length;
  }
  return bytes;
}

// With the decoder of the host where it has one, otherwise with atob, which all hosts have.
function decodeBase64(text) {
  if (typeof Uint8Array.fromBase64 === "function") return Uint8Array.fromBase64(text);
  return Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
}
