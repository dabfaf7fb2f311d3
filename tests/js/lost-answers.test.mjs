/** The answer to a change is lost, but the change took effect. Other clients report this as a failure. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { esm, ownAccount, rejection } from "./support.mjs";

const account = await ownAccount();

/** A client whose network loses what `loses` returns for the method and the number of the request with that method. */
function clientLosing(loses, options = {}) {
  const counts = {};
  const methods = [];
  const lossy = async (url, init) => {
    const count = (counts[init.method] = (counts[init.method] ?? 0) + 1);
    const loss = loses(init.method, count);
    methods.push(init.method);
    if (loss === "request") throw new TypeError("fetch failed");
    const response = await fetch(url, init);
    if (loss === "answer") throw new TypeError("terminated");
    return response;
  };
  return { jobs: new esm.CosJobs({ ...account, fetch: lossy, ...options }), methods };
}

async function jobThatIs(status) {
  const { jobs } = await new esm.CosJobs(account).listJobs({ jobStatuses: status });
  assert.ok(jobs.length > 0, `the emulator has a job that is ${status}`);
  return jobs[0].jobId;
}

test("if the answer to a cancel is lost, a probe finds the success, and the change is sent once", async () => {
  const jobId = await jobThatIs("Active");
  const { jobs, methods } = clientLosing((method, count) => method === "POST" && count === 1 && "answer");
  const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled", statusUpdateReason: "stop" });
  assert.match(result.status, /^Cancell(ing|ed)$/);
  assert.deepEqual([result.jobId, result.attempts, result.reconciled], [jobId, 1, true]);
  assert.equal(result.statusUpdateReason, "stop");
  assert.ok(result.requestId.length > 0);
  assert.deepEqual(methods, ["POST", "GET"]);
});

test("if the request itself is lost, a probe shows that it can be sent again", async () => {
  const jobId = await jobThatIs("Suspended");
  const { jobs, methods } = clientLosing((method, count) => method === "POST" && count === 1 && "request");
  const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Ready" });
  assert.deepEqual([result.status, result.attempts, result.reconciled], ["Ready", 2, false]);
  assert.deepEqual(methods, ["POST", "GET", "POST"]);
});

test("if neither the change nor the probe is answered, the error says that the outcome is unknown", async () => {
  const jobId = await jobThatIs("Active");
  const { jobs, methods } = clientLosing(() => "answer", { maxAttempts: 2 });
  const error = await rejection(jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" }));
  assert.deepEqual([error.kind, error.effect, error.attempts], ["network", "unknown", 1]);
  assert.deepEqual(methods, ["POST", "GET", "GET"]);
});

test("a lost answer is probed even if retries are turned off", async () => {
  const jobId = await jobThatIs("Active");
  const { jobs, methods } = clientLosing((method) => method === "POST" && "answer", { maxAttempts: 1 });
  const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" });
  assert.equal(result.reconciled, true);
  assert.deepEqual(methods, ["POST", "GET"]);
});

test("a read is sent again", async () => {
  const { jobs, methods } = clientLosing((method, count) => count < 3 && "request");
  assert.ok((await jobs.listJobs()).jobs.length > 0);
  assert.deepEqual(methods, ["GET", "GET", "GET"]);
});

test("a request to a busy service is retried, not before its Retry-After, and onAttempt is called for each", async () => {
  const events = [];
  let asked = 0;
  const busyOnce = (url, init) => {
    asked += 1;
    const headers = { ...init.headers, ...(asked === 1 && { "x-emulator-fault": "SlowDown" }) };
    return fetch(url, { ...init, headers });
  };
  const jobs = new esm.CosJobs({ ...account, fetch: busyOnce, onAttempt: (event) => events.push(event) });
  const start = performance.now();
  assert.ok((await jobs.listJobs()).jobs.length > 0);
  assert.ok(performance.now() - start >= 900, "the emulator asks for a second");
  const [busy, good] = events;
  assert.deepEqual([busy.attempt, busy.statusCode, busy.error.code, good.attempt, good.error], [1, 503, "SlowDown", 2, undefined]);
  assert.ok(busy.willRetryInMs >= 900 && busy.willRetryInMs <= 1100, `${busy.willRetryInMs}`);
  assert.equal(good.willRetryInMs, undefined);
});

test("if the service rejects the keys, the credentials function is called once more", async () => {
  let asked = 0;
  const credentials = () => {
    asked += 1;
    return asked === 1 ? { secretId: "AKIDold", secretKey: "old", expiredTime: 9_999_999_999 } : account.credentials;
  };
  const jobs = new esm.CosJobs({ ...account, credentials });
  assert.ok((await jobs.listJobs()).jobs.length > 0);
  assert.equal(asked, 2);
  const always = new esm.CosJobs({ ...account, credentials: { secretId: "AKIDold", secretKey: "old" } });
  assert.equal((await rejection(always.listJobs())).code, "InvalidAccessKeyId");
});
