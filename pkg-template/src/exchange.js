/** One request and its answer, over the host's fetch. */

/** Thrown when an answer is larger than may be read. */
export const TOO_LARGE = Symbol("too large");

/** What every request asks of the host: no cookies, no referrer, no cache, and no redirect followed. */
const PRECAUTIONS = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "manual" };

let precautions;

/** What fetch is given besides the URL: nothing is added to it that stands on Object.prototype. */
class Init {
  constructor(request, signal) {
    precautions ??= supported(PRECAUTIONS);
    for (const name in precautions) this[name] = precautions[name];
    this.method = request.method;
    this.headers = request.headers;
    if (Object.hasOwn(request, "body")) this.body = request.body;
    this.signal = signal;
  }
}
Object.setPrototypeOf(Init.prototype, null);

/**
 * A request of the engine, which comes as lines: the method, the URL, the headers' names and values in turn; behind an
 * empty line the body.
 *
 * @param {string} text
 */
export function toRequest(text) {
  let at = 0;
  const line = () => text.slice(at, (at = text.indexOf("\n", at) + 1) - 1);
  const method = line();
  const url = line();
  const headers = {};
  for (let name = line(); name; name = line()) headers[name] = line();
  const request = { url, method, headers };
  if (at < text.length) request.body = text.slice(at);
  return request;
}

/**
 * @param {typeof fetch} fetch
 * @param {{ url: string, method: string, headers: Record<string, string>, body?: string }} request
 * @param {AbortSignal} signal
 * @param {number} maxBytes
 */
export async function exchange(fetch, request, signal, maxBytes) {
  const response = await fetch(request.url, new Init(request, signal));
  // One that says so itself is not even begun to be read.
  if (Number(response.headers.get("content-length")) > maxBytes) throw TOO_LARGE;
  const body = await readBody(response, maxBytes);
  return { status: response.status, headers: response.headers, body };
}

/** Those of the options that the host implements: some edge runtimes throw on the others. */
function supported(options) {
  const Request = globalThis.Request;
  if (typeof Request !== "function") return { __proto__: null, ...options };
  const isTaken = ([name, value]) => {
    try {
      return Boolean(new Request("https://localhost/", { __proto__: null, [name]: value }));
    } catch {
      return false;
    }
  };
  return { __proto__: null, ...Object.fromEntries(Object.entries(options).filter(isTaken)) };
}

/** Reads a body piece by piece, so that one without an end can't fill the memory. */
export async function readBody(response, maxBytes) {
  if (!response.body?.getReader) return limited(await response.arrayBuffer(), maxBytes);
  const reader = response.body.getReader();
  const pieces = [];
  let length = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return joined(pieces, length);
    length += value.byteLength;
    if (length > maxBytes) {
      reader.cancel().catch(() => {});
      throw TOO_LARGE;
    }
    pieces.push(value);
  }
}

/** A body that comes as a whole only. */
function limited(buffer, maxBytes) {
  if (buffer.byteLength > maxBytes) throw TOO_LARGE;
  return new Uint8Array(buffer);
}

function joined(pieces, length) {
  if (pieces.length === 1) return pieces[0];
  const bytes = new Uint8Array(length);
  let offset = 0;
  for (const piece of pieces) {
    bytes.set(piece, offset);
    offset += piece.byteLength;
  }
  return bytes;
}
