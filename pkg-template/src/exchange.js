/**
 * One request and its answer, with the fetch of the host or of the caller. Any fetch may be given, so nothing about an answer is
 * taken for granted, and whatever is thrown becomes a part of the outcome.
 */

import { callHook } from "./hook.js";
import { propertyOf } from "./property.js";

/** How many empty chunks may follow each other. */
const MAX_EMPTY_CHUNKS = 100;

/** After so many chunks timers get a turn. Chunks that arrive without a pause would otherwise delay the deadline. */
const CHUNKS_BETWEEN_TIMERS = 1_000;

const TOO_LARGE = Symbol("too large");

/** These getters read what a value really is, even if it has own properties that contradict it. */
const nameOfArray = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(Uint8Array.prototype), Symbol.toStringTag).get;
const lengthOfBuffer = Object.getOwnPropertyDescriptor(ArrayBuffer.prototype, "byteLength").get;

/** Whether requests can be sent. The fetch of the host is looked up for each request, so that it may be replaced later. */
export const canSend = (fetch) => typeof (fetch ?? globalThis.fetch) === "function";

/**
 * Sends a request and reads the answer. It never rejects.
 *
 * @returns an object with `status` and the headers if the head of an answer arrived, with `body` if all of it arrived, and with
 *     the `cause` if something failed
 */
export async function exchange(fetch, request, signal, maxBytes) {
  const answer = { __proto__: null };
  try {
    const send = fetch ?? globalThis.fetch;
    const { url, ...own } = request;
    // Without prototypes, so that nothing on Object.prototype can add to them or observe them.
    const headers = { __proto__: null, ...own.headers };
    const init = { __proto__: null, ...precautions(send), ...own, headers, signal };
    const response = await send(url, init);
    const length = readHead(response, answer);
    if (length > maxBytes) throw TOO_LARGE;
    answer.body = await readBody(response, signal, maxBytes);
  } catch (cause) {
    answer.isTooLarge = cause === TOO_LARGE;
    answer.cause = cause;
    answer.reason = reasonOf(cause, request.url);
  }
  return answer;
}

/** What the host tells about a failure, as a text. Node.js puts the reason into the cause of its error. */
function reasonOf(error, url) {
  try {
    const { code, message } = error.cause ?? error;
    const isUnknownHost = code === "ENOTFOUND" || code === "EAI_AGAIN";
    return isUnknownHost ? `the host name ${new URL(url).hostname} was not found (${code})` : String(message ?? code ?? "");
  } catch {
    return "";
  }
}

/** Copies the status and the headers, and returns the length that the answer announces. */
function readHead({ status, headers }, answer) {
  const header = (name) => String(headers.get(name) ?? "");
  answer.requestId = header("x-cos-request-id");
  answer.traceId = header("x-cos-trace-id");
  answer.date = header("date");
  answer.age = header("age");
  answer.retryAfter = header("retry-after");
  const length = Number(header("content-length"));
  answer.status = Number.isInteger(status) && status >= 100 && status <= 999 ? status : 0;
  return length;
}

/** Reads the body in chunks where that is possible, so that a body without an end cannot fill the memory. */
async function readBody(response, signal, maxBytes) {
  const stream = propertyOf(response, "body");
  if (typeof stream?.getReader !== "function") {
    const bytes = bytesOf(await response.arrayBuffer());
    if (bytes.length > maxBytes) throw TOO_LARGE;
    return bytes;
  }
  const reader = stream.getReader();
  try {
    return await readChunks(reader, signal, maxBytes);
  } catch (error) {
    callHook(() => reader.cancel());
    throw error;
  }
}

async function readChunks(reader, signal, maxBytes) {
  const chunks = [];
  let size = 0;
  let empty = 0;
  for (let count = 1; ; count += 1) {
    const read = await reader.read();
    if (signal.aborted) throw signal.reason;
    if (propertyOf(read, "done")) return joined(chunks, size);
    const bytes = bytesOf(propertyOf(read, "value"));
    empty = bytes.length === 0 ? empty + 1 : 0;
    if (empty > MAX_EMPTY_CHUNKS) throw new Error("the body consists of empty chunks");
    size += bytes.length;
    if (size > maxBytes) throw TOO_LARGE;
    chunks.push(bytes);
    if (count % CHUNKS_BETWEEN_TIMERS === 0) await new Promise((resolve) => setTimeout(resolve));
  }
}

/** A body or a chunk as an array of bytes that is what it claims to be. */
function bytesOf(value) {
  if (nameOfArray.call(value) === "Uint8Array") return new Uint8Array(value);
  try {
    lengthOfBuffer.call(value);
  } catch {
    throw new TypeError("the body is not made of bytes");
  }
  return new Uint8Array(value);
}

function joined(chunks, size) {
  if (chunks.length === 1) return chunks[0];
  const all = new Uint8Array(size);
  let offset = 0;
  for (const chunk of chunks) {
    all.set(chunk, offset);
    offset += chunk.length;
  }
  return all;
}

/** What the host supports of the following, once it is known. */
let supported;

/**
 * What every request asks of the host: no cookies, no referrer, no redirect that is followed, and no cache. Some polyfills add a
 * query parameter to a request with "no-store", which the signature does not cover. Therefore a fetch that the caller gave gets
 * "reload", which uses no cached answer either.
 */
function precautions(fetch) {
  supported ??= supportedPrecautions();
  const { common, noStore, reload } = supported;
  const cache = fetch === globalThis.fetch ? (noStore ?? reload) : reload;
  return cache ? { __proto__: null, ...common, cache } : common;
}

function supportedPrecautions() {
  const common = { __proto__: null };
  for (const [name, value] of [["credentials", "omit"], ["referrerPolicy", "no-referrer"], ["redirect", "manual"]]) {
    if (isSupported(name, value)) common[name] = value;
  }
  const cache = (value) => (isSupported("cache", value) ? value : undefined);
  return { common, noStore: cache("no-store"), reload: cache("reload") };
}

/** Some edge runtimes throw an error for options that they do not implement, and polyfills change the URL. */
function isSupported(name, value) {
  const address = "https://localhost/";
  try {
    return typeof Request !== "function" || new Request(address, { __proto__: null, [name]: value }).url === address;
  } catch {
    return false;
  }
}
