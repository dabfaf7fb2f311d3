/** Stopping a call by a signal or by its timeout. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import { test } from "node:test";

import { answering, changed, clientOf, esm, account, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const input = { jobId, requestedJobStatus: "Cancelled" };

/** A server that accepts requests and never answers. */
async function silentServer(t) {
  const server = createServer(() => {});
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return { server, endpoint: `http://127.0.0.1:${server.address().port}` };
}

/** Resolves when the client has closed the connection. Node also emits an "error" event then, for which `once` would reject. */
function closing(request) {
  return new Promise((resolve) => request.once("close", resolve));
}

test("a signal that is aborted already stops the call before anything is sent", async () => {
  const { fetch, requests } = answering(changed(jobId, "Cancelled"));
  const reason = { any: "reason" };
  const error = await rejection(clientOf(fetch).updateJobStatus(input, { signal: AbortSignal.abort(reason) }));
  assert.equal(error, reason);
  assert.equal(requests.length, 0);
});

test("an abort rejects with the signal's reason and closes the request", async (t) => {
  const { server, endpoint } = await silentServer(t);
  const controller = new AbortController();
  const call = esm.updateJobStatus({ ...account, endpoint, ...input, signal: controller.signal });
  const [request] = await once(server, "request");
  const closed = closing(request);
  const reason = new Error("the operator changed their mind");
  controller.abort(reason);
  assert.equal(await rejection(call), reason);
  await closed;
});

test("a timeout ends the call and closes the request, and the effect of a change is unknown", async (t) => {
  const { server, endpoint } = await silentServer(t);
  const jobs = new esm.CosJobs({ ...account, endpoint, maxAttempts: 1 });
  const call = rejection(jobs.updateJobStatus(input, { timeout: 50 }));
  const [request] = await once(server, "request");
  await closing(request);
  const error = await call;
  assert.deepEqual([error.kind, error.code, error.effect], ["timeout", "Timeout", "unknown"]);
  assert.match(error.message, /50 ms/);
});

test("a call also ends if its fetch ignores the signal", async () => {
  const client = clientOf(() => new Promise(() => {}), { timeout: 20 });
  assert.equal((await rejection(client.listJobs())).code, "Timeout");
  const controller = new AbortController();
  const call = rejection(client.listJobs({}, { timeout: 10_000, signal: controller.signal }));
  setTimeout(() => controller.abort("stop"), 20);
  assert.equal(await call, "stop");
});

test("a call ends at its timeout if the body of the answer does not end", async () => {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode("<UpdateJob"));
    },
  });
  const error = await rejection(clientOf(answering([body]).fetch).updateJobStatus(input, { timeout: 30 }));
  assert.deepEqual([error.code, error.effect], ["Timeout", "unknown"]);
});

test("a call ends at its timeout if the credentials function does not return, and nothing is sent", async () => {
  const { fetch, requests } = answering("");
  const client = clientOf(fetch, { credentials: () => new Promise(() => {}), timeout: 20 });
  const error = await rejection(client.updateJobStatus(input));
  assert.deepEqual([error.kind, error.code, error.effect], ["credentials", "CredentialsFailed", "none"]);
  assert.equal(requests.length, 0);
});

test("a call leaves no listener on a signal after it has ended", async () => {
  const controller = new AbortController();
  const { signal } = controller;
  let listeners = 0;
  const counting = {
    get aborted() {
      return signal.aborted;
    },
    get reason() {
      return signal.reason;
    },
    addEventListener(...args) {
      listeners += 1;
      signal.addEventListener(...args);
    },
    removeEventListener(...args) {
      listeners -= 1;
      signal.removeEventListener(...args);
    },
  };
  await clientOf(answering(changed(jobId, "Cancelled")).fetch).updateJobStatus(input, { signal: counting });
  assert.equal(listeners, 0);
});

test("after a credentials function that did not return, the next call calls it again", async () => {
  let asked = 0;
  const credentials = () => ((asked += 1) === 1 ? new Promise(() => {}) : account.credentials);
  const client = clientOf(answering(changed(jobId, "Cancelled")).fetch, { credentials });
  assert.equal((await rejection(client.updateJobStatus(input, { timeout: 20 }))).code, "CredentialsFailed");
  // A credentials function that failed is called again only after a short pause.
  assert.equal((await client.updateJobStatus(input)).status, "Cancelled");
  assert.equal(asked, 2);
});

test("a value that is not a signal is refused before anything is sent", async () => {
  const { fetch, requests } = answering(changed(jobId, "Cancelled"));
  for (const signal of [{}, "abort", { aborted: false }]) {
    const error = await rejection(clientOf(fetch).updateJobStatus(input, { signal }));
    assert.deepEqual([error.code, error.message], ["InvalidInput", "signal must be an AbortSignal"]);
  }
  assert.equal(requests.length, 0);
});
