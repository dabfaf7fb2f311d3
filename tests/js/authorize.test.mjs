/** Least privilege: the page has no keys, and a backend signs each request separately. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, answering, esm, rejection } from "./support.mjs";

const { credentials, ...keyless } = account;

/** A backend that signs every request that it receives, and records it. */
function signingBackend(sessionToken) {
  const shown = [];
  const authorize = async (request) => {
    shown.push(request);
    const startTime = Math.floor(Date.now() / 1000) - 1;
    const headers = sessionToken ? { ...request.headers, "x-cos-security-token": sessionToken } : request.headers;
    const authorization = await esm.authorization({ ...request, headers }, { ...credentials, startTime, endTime: startTime + 60 });
    return sessionToken ? { authorization, sessionToken } : authorization;
  };
  return { authorize, shown };
}

test("a backend receives what it should sign, and the service accepts its signature", async () => {
  const { authorize, shown } = signingBackend();
  const jobs = new esm.CosJobs({ ...keyless, authorize });
  const { jobs: suspended } = await jobs.listJobs({ jobStatuses: "Suspended", maxResults: 1 });
  const { jobId } = suspended[0];
  await jobs.updateJobStatus({ jobId, requestedJobStatus: "Ready", statusUpdateReason: "checked (by a 人)" });
  const host = new URL(account.endpoint).host;
  assert.deepEqual(shown[1], {
    action: "UpdateJobStatus",
    jobId,
    requestedJobStatus: "Ready",
    method: "POST",
    host,
    path: `/jobs/${jobId}/status`,
    query: { requestedJobStatus: "Ready", statusUpdateReason: "checked (by a 人)" },
    headers: { host, "x-cos-appid": account.appId },
  });
  assert.deepEqual([shown[0].action, shown[0].jobId], ["ListJobs", undefined]);
});

test("the token of a backend's temporary keys is sent", async () => {
  const { authorize } = signingBackend("the-token");
  const { headers } = await new esm.CosJobs({ ...keyless, authorize }).prepare("ListJobs");
  assert.equal(headers["x-cos-security-token"], "the-token");
  assert.match(headers.authorization, /x-cos-security-token/);
});

test("every request gets a new signature, including the probe after a lost answer", async () => {
  const { authorize, shown } = signingBackend();
  const lossy = async (url, init) => {
    const response = await fetch(url, init);
    if (init.method === "POST") throw new TypeError("terminated");
    return response;
  };
  const jobs = new esm.CosJobs({ ...keyless, authorize, fetch: lossy });
  const { jobs: active } = await jobs.listJobs({ jobStatuses: "Active", maxResults: 1 });
  const result = await jobs.updateJobStatus({ jobId: active[0].jobId, requestedJobStatus: "Cancelled" });
  assert.equal(result.reconciled, true);
  assert.deepEqual(shown.map(({ action }) => action), ["ListJobs", "UpdateJobStatus", "DescribeJob"]);
});

test("if the backend refuses to sign the probe, the outcome stays unknown", async () => {
  const { authorize } = signingBackend();
  const policy = new Error("this page may only cancel");
  const strict = (request) => {
    if (request.action !== "UpdateJobStatus") throw policy;
    return authorize(request);
  };
  const lost = async () => {
    throw new TypeError("fetch failed");
  };
  const jobs = new esm.CosJobs({ ...keyless, authorize: strict, fetch: lost });
  const error = await rejection(jobs.updateJobStatus({ jobId: "a", requestedJobStatus: "Cancelled" }));
  assert.deepEqual([error.kind, error.effect, error.attempts], ["network", "unknown", 1]);
});

test("a refusal, an unusable answer, and keys given in addition are different errors, and nothing is sent", async () => {
  const { fetch, requests } = answering("");
  const failure = new Error("not allowed");
  const refusing = () => {
    throw failure;
  };
  const call = (options) => rejection(new esm.CosJobs({ ...keyless, fetch, ...options }).listJobs());
  const refused = await call({ authorize: refusing });
  assert.deepEqual([refused.kind, refused.code, refused.cause], ["credentials", "CredentialsFailed", failure]);
  for (const answer of [undefined, "", "Bearer x", "q-sign-algorithm=sha1\r\nx: y", {}, { authorization: 5 }]) {
    assert.equal((await call({ authorize: () => answer })).kind, "credentials", JSON.stringify(answer));
  }
  assert.equal((await call({ authorize: refusing, credentials })).kind, "input");
  const slow = await call({ authorize: () => new Promise(() => {}), timeout: 20 });
  assert.deepEqual([slow.kind, slow.effect], ["credentials", "none"]);
  assert.equal(requests.length, 0);
});
