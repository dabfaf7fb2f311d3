/** What a call returns for unusual answers: from a proxy, over a broken network, or from a hostile server. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, answering, changed, clientOf, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const confirm = (client, options) => client.updateJobStatus({ jobId, requestedJobStatus: "Ready" }, options);

test("an answer without headers and without a stream is accepted", async () => {
  const fetch = async () => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: async () => new TextEncoder().encode(changed(jobId, "Ready")).buffer,
  });
  const result = await confirm(clientOf(fetch));
  assert.deepEqual(result, { jobId, status: "Ready", requestId: "", attempts: 1, reconciled: false });
});

test("an answer that arrives in many pieces is read completely", async () => {
  const bytes = new TextEncoder().encode(changed(jobId, "Ready"));
  const body = new ReadableStream({
    start(controller) {
      for (const byte of bytes) controller.enqueue(Uint8Array.of(byte));
      controller.close();
    },
  });
  assert.equal((await confirm(clientOf(answering([body]).fetch))).status, "Ready");
});

test("an answer that is not from the service is neither a success nor a certain failure", async () => {
  for (const [body, status] of [
    ["<html><body>502 Bad Gateway</body></html>", 502],
    ["<!DOCTYPE html><p>login</p>", 200],
    ["", 200],
    ["", 504],
    [changed(jobId, "Ready").slice(0, 50), 200],
    [changed("another-job", "Ready"), 200],
    ["\0\xff", 200],
  ]) {
    const error = await rejection(confirm(clientOf(answering([body, { status }]).fetch)));
    assert.equal(error.name, "CosJobsError");
    assert.deepEqual([error.kind, error.code, error.effect], ["response", "UnexpectedResponse", "unknown"]);
    assert.equal(error.statusCode, status);
  }
});

test("a redirect is not followed", async () => {
  const { fetch, requests } = answering([null, { status: 302, headers: { location: "https://evil.example/" } }]);
  const error = await rejection(confirm(clientOf(fetch)));
  assert.equal(error.kind, "response");
  assert.match(error.message, /redirect/);
  assert.equal(requests[0].redirect, "manual");
});

test("a request carries no cookies and no referrer and uses no cached answer", async (t) => {
  const { fetch, requests } = answering(changed(jobId, "Ready"));
  await confirm(clientOf(fetch));
  t.mock.method(globalThis, "fetch", fetch);
  await confirm(clientOf(undefined));
  const asked = requests.map(({ credentials, referrerPolicy, cache }) => [credentials, referrerPolicy, cache]);
  assert.deepEqual(asked, [["omit", "no-referrer", "reload"], ["omit", "no-referrer", "no-store"]]);
});

test("reading an endless answer stops at 16 MiB", async () => {
  let sent = 0;
  let cancelled = false;
  const body = new ReadableStream({
    pull(controller) {
      sent += 1 << 20;
      controller.enqueue(new Uint8Array(1 << 20));
    },
    cancel() {
      cancelled = true;
    },
  });
  const error = await rejection(confirm(clientOf(answering([body]).fetch)));
  assert.deepEqual([error.kind, error.code, error.effect], ["response", "ResponseTooLarge", "unknown"]);
  assert.ok(sent <= 18 << 20, `${sent} bytes were read`);
  assert.ok(cancelled);
});

test("after a broken connection the effect of a change is unknown, and a read has no effect", async () => {
  const failure = new TypeError("fetch failed");
  const client = clientOf(async () => {
    throw failure;
  });
  const change = await rejection(confirm(client));
  assert.deepEqual([change.kind, change.code, change.effect], ["network", "NetworkError", "unknown"]);
  assert.equal(change.cause, failure);
  assert.match(change.message, /may have happened/);
  assert.ok(!("cause" in change.toJSON()));
  const read = await rejection(client.describeJob({ jobId }));
  assert.deepEqual([read.kind, read.effect], ["network", "none"]);
});

test("onAttempt is called for each request, and an error that it throws does not break the call", async () => {
  const events = [];
  const onAttempt = (event) => {
    events.push(event);
    throw new Error("the hook's own affair");
  };
  const headers = { "x-cos-request-id": "NWRm" };
  const client = clientOf(answering([changed(jobId, "Ready"), { headers }]).fetch, { onAttempt });
  const { requestId } = await confirm(client);
  assert.equal(requestId, "NWRm");
  const [{ durationMs, url, ...event }] = events;
  assert.deepEqual(event, { action: "UpdateJobStatus", attempt: 1, statusCode: 200, requestId: "NWRm" });
  assert.ok(durationMs >= 0 && url.endsWith("/status?requestedJobStatus=Ready"));
  assert.equal(events.length, 1);
});

test("an onAttempt that rejects later has no effect on the call or on the process", async () => {
  const onAttempt = async () => {
    throw new Error("the log is full");
  };
  // An unhandled rejection would fail this test.
  const client = clientOf(answering(changed(jobId, "Ready")).fetch, { onAttempt });
  assert.equal((await client.updateJobStatus({ jobId, requestedJobStatus: "Ready" })).status, "Ready");
  await new Promise((resolve) => setTimeout(resolve, 5));
});

test("a successful answer with a contradictory final status is checked with DescribeJob", async () => {
  const complete = `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>Complete</Status></Job></DescribeJobResult>`;
  const active = complete.replace("Complete", "Active");
  const cancel = async (...answers) => rejection(clientOf(answering(...answers).fetch).cancelJob({ jobId }));
  const error = await cancel(active, changed(jobId, "Complete"), complete);
  assert.deepEqual([error.code, error.effect], ["UnexpectedResponse", "none"]);
  assert.match(error.message, /contradicts the request/);
});

test("an error has the cause and the action of the request that failed, not of another request", async () => {
  let asked = 0;
  const credentials = () => {
    if ((asked += 1) > 1) throw new Error("no keys");
    return { ...account.credentials };
  };
  const broken = new Error("reset");
  const fetch = async () => {
    throw broken;
  };
  const error = await rejection(clientOf(fetch, { credentials }).updateJobStatus({ jobId, requestedJobStatus: "Ready" }));
  assert.deepEqual([error.kind, error.cause, error.action], ["network", broken, "UpdateJobStatus"]);
  const denied = clientOf(answering([`<Error><Code>AccessDenied</Code><Message>no</Message></Error>`, { status: 403 }]).fetch);
  const unseen = await rejection(denied.cancelJob({ jobId }));
  assert.deepEqual([unseen.code, unseen.action, unseen.attempts], ["AccessDenied", "DescribeJob", 0]);
  assert.match(unseen.message, new RegExp(`^DescribeJob of job ${jobId}: `));
});
