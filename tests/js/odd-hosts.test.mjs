/** Fetches and answers that are unusual or wrong: what is sent stays what was signed, and the call ends with a fitting error. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, changed, clientOf, esm, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const change = { jobId, requestedJobStatus: "Cancelled" };
const body = changed(jobId, "Cancelled");
const bytes = new TextEncoder().encode(body);

/** A fetch whose answer has these properties, and otherwise those of a good answer. */
const answeringWith = (properties) => async () => ({
  status: 200,
  headers: new Headers({ "x-cos-request-id": "NWRm" }),
  body: streamOf(bytes),
  ...properties,
});

/** A stream of these chunks, which may be anything. */
function streamOf(...chunks) {
  return { getReader: () => ({ read: async () => ({ done: chunks.length === 0, value: chunks.shift() }), cancel() {} }) };
}

/** Fails unless the next call works. */
async function nextCallWorks() {
  assert.equal((await clientOf(answeringWith({})).updateJobStatus(change)).status, "Cancelled");
}

/** What whatwg-fetch does with a GET for which no cache may be used. */
function polyfill(send) {
  return (url, init) => {
    if (init.method === "GET" && ["no-store", "no-cache"].includes(init.cache)) url += `${url.includes("?") ? "&" : "?"}_=${Date.now()}`;
    return send(url, init);
  };
}

test("a fetch polyfill that adds a parameter to uncached requests gets none of them to change", async () => {
  const jobs = new esm.CosJobs({ ...account, fetch: polyfill(fetch) });
  assert.equal((await jobs.listJobs({ maxResults: 1 })).jobs.length, 1);
});

test("the same polyfill as the global fetch, with its own Request, changes no request either", async (t) => {
  const { Request } = globalThis;
  class PolyfilledRequest {
    constructor(url, { cache }) {
      this.url = cache === "no-store" || cache === "no-cache" ? `${url}?_=1` : url;
    }
  }
  t.mock.method(globalThis, "fetch", polyfill(fetch));
  globalThis.Request = PolyfilledRequest;
  t.after(() => (globalThis.Request = Request));
  // Another copy of the package, which has not yet found out what the host supports.
  const { CosJobs } = await import(`${import.meta.resolve(`${process.env.COS_JOBS_PKG}/index.js`)}?polyfill`);
  assert.equal((await new CosJobs(account).listJobs({ maxResults: 1 })).jobs.length, 1);
});

const STATUSES = [0, -1, NaN, Infinity, 99, 200.5, "200", 1e9, 65_736, 200n, {}, null, undefined, Symbol("200")];

for (const status of STATUSES) {
  test(`the status ${String(status)} of type ${typeof status} is not a success`, async () => {
    const error = await rejection(clientOf(answeringWith({ status })).updateJobStatus(change));
    assert.deepEqual([error.name, error.kind], ["CosJobsError", "response"], error.stack);
    await nextCallWorks();
  });
}

test("a status that is read by a getter is read once", async () => {
  let reads = 0;
  const fetch = async () => Object.defineProperty(await answeringWith({})(), "status", { get: () => (reads++ === 0 ? 200 : 500) });
  assert.equal((await clientOf(fetch).updateJobStatus(change)).status, "Cancelled");
});

const lying = (name, value) => Object.defineProperty(bytes.slice(), name, { value });
const detached = () => {
  const { buffer } = bytes.slice();
  structuredClone(buffer, { transfer: [buffer] });
  return buffer;
};
const shared = () => {
  const copy = new Uint8Array(new SharedArrayBuffer(bytes.length));
  copy.set(bytes);
  return copy;
};

test("chunks with false lengths are read as what they are", async () => {
  for (const name of ["length", "byteLength", "byteOffset", "buffer", "constructor"]) {
    for (const value of [0, 1, 1e9, -1, NaN, "x"]) {
      const answer = answeringWith({ body: streamOf(lying(name, value)) });
      assert.equal((await clientOf(answer).updateJobStatus(change)).status, "Cancelled", `${name} ${value}`);
    }
  }
  assert.equal((await clientOf(answeringWith({ body: streamOf(shared()) })).updateJobStatus(change)).status, "Cancelled");
});

const NO_BYTES = {
  text: "text",
  null: null,
  undefined: undefined,
  "a number": 1e9,
  "an array": [60, 61],
  "an object with a length": { length: 2 ** 32, byteLength: 2 ** 32 },
  "an object with the prototype of bytes": Object.create(Uint8Array.prototype),
  "a proxy of bytes": new Proxy(bytes, {}),
  "a detached buffer": detached(),
};

for (const [what, value] of Object.entries(NO_BYTES)) {
  test(`${what} is not a part of a body`, async () => {
    const asChunk = answeringWith({ body: streamOf(value) });
    const asWhole = answeringWith({ body: undefined, arrayBuffer: async () => value });
    for (const fetch of [asChunk, asWhole]) {
      const error = await rejection(clientOf(fetch).updateJobStatus(change));
      assert.deepEqual([error.kind, error.code, error.effect], ["response", "UnexpectedResponse", "unknown"], error.stack);
    }
    await nextCallWorks();
  });
}

for (const [what, chunk] of Object.entries({ empty: new Uint8Array(), tiny: new Uint8Array(1) })) {
  test(`a body of endless ${what} chunks ends at the deadline or earlier, and delays no other call`, async () => {
    let reads = 0;
    const reader = { read: async () => ((reads += 1), { done: false, value: chunk }), cancel() {} };
    const fetch = answeringWith({ body: { getReader: () => reader } });
    const other = nextCallWorks();
    const error = await rejection(clientOf(fetch, { timeout: 200 }).describeJob({ jobId }));
    assert.ok(["response", "timeout"].includes(error.kind), error.stack);
    await other;
    const before = reads;
    await new Promise((resolve) => setTimeout(resolve, 20));
    assert.ok(reads <= before + 1, "the body is not read any more");
  });
}

test("a body that breaks after its headers arrived gives their status and id, and the host's reason", async () => {
  const boom = new TypeError("terminated", { cause: Object.assign(new Error("other side closed"), { code: "UND_ERR_SOCKET" }) });
  const reader = { read: () => Promise.reject(boom), cancel() {} };
  const error = await rejection(clientOf(answeringWith({ body: { getReader: () => reader } })).updateJobStatus(change));
  const { kind, code, statusCode, requestId, retryable, effect, cause } = error;
  assert.deepEqual([kind, code, statusCode, requestId], ["response", "UnexpectedResponse", 200, "NWRm"]);
  assert.deepEqual([retryable, effect, cause], [true, "unknown", boom]);
  assert.match(error.message, /other side closed/);
  assert.doesNotMatch(error.message, /CORS/);
});

test("the reason of a broken body shows no secret", async () => {
  const { secretKey } = account.credentials;
  const fetch = async (url, { headers }) => {
    const read = () => Promise.reject(new Error(`broke with ${headers.authorization} and ${secretKey}`));
    return answeringWith({ body: { getReader: () => ({ read, cancel() {} }) } })();
  };
  const { message } = await rejection(clientOf(fetch).updateJobStatus(change));
  assert.match(message, /broke with/);
  assert.doesNotMatch(message, new RegExp(`${secretKey}|q-signature=\\w`));
});

test("an error for a host name that does not exist names the host", async () => {
  const endpoint = "https://no-such-host.invalid";
  const failing = async () => {
    throw new TypeError("fetch failed", { cause: Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }) });
  };
  const error = await rejection(clientOf(failing, { endpoint }).describeJob({ jobId }));
  assert.equal(error.kind, "network");
  assert.match(error.message, /no-such-host\.invalid was not found \(ENOTFOUND\)/);
});

test("a network error tells the host's reason, and no error is thrown by what has none", async () => {
  const refused = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
  const failing = (reason) => () => Promise.reject(reason);
  assert.match((await rejection(clientOf(failing(refused)).describeJob({ jobId }))).message, /connect ECONNREFUSED 127/);
  const getter = { get message() { throw new Error("boom"); } };
  for (const reason of [undefined, null, "text", 1, Symbol("x"), Object.create(null), getter, new Proxy({}, { get() { throw 1; } })]) {
    const error = await rejection(clientOf(failing(reason)).describeJob({ jobId }));
    assert.equal(error.kind, "network");
    await nextCallWorks();
  }
});

test("a fetch that disappears after the first request does not make the effect of the change certain", async (t) => {
  const answers = [() => Promise.reject(new TypeError("fetch failed"))];
  const global = globalThis.fetch;
  t.after(() => (globalThis.fetch = global));
  globalThis.fetch = () => {
    globalThis.fetch = undefined;
    return answers[0]();
  };
  const jobs = new esm.CosJobs({ ...account, maxAttempts: 2 });
  const error = await rejection(jobs.updateJobStatus(change));
  assert.deepEqual([error.kind, error.effect], ["network", "unknown"]);
  assert.deepEqual((await rejection(jobs.updateJobStatus(change))).kind, "input");
});
