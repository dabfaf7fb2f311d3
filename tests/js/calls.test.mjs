/** The calls against the emulator, with the ESM and the CommonJS entry. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { cjs, esm, ownAccount, rejection, startEmulator } from "./support.mjs";

const account = await ownAccount();

for (const [form, { CosJobs, updateJobStatus, isFinal }] of [
  ["ESM", esm],
  ["CommonJS", cjs],
]) {
  const jobs = new CosJobs(account);
  const some = async (status) => {
    const page = await jobs.listJobs({ jobStatuses: status });
    assert.ok(page.jobs.length > 0, `the emulator has a job that is ${status}`);
    return page.jobs[0];
  };

  test(`${form}: a list contains jobs with numbers, texts and progress`, async () => {
    const { jobs: list, requestId } = await jobs.listJobs();
    assert.ok(requestId.length > 0);
    assert.ok(list.length >= 13);
    for (const job of list) {
      assert.equal(typeof job.jobId, "string");
      assert.equal(typeof job.priority, "number");
      assert.equal(typeof job.progressSummary.totalNumberOfTasks, "number");
      assert.equal(Object.getPrototypeOf(job), Object.prototype);
    }
  });

  test(`${form}: consecutive pages have no gap and no overlap`, async () => {
    const all = (await jobs.listJobs()).jobs.map((job) => job.jobId);
    const paged = [];
    let nextToken;
    do {
      const page = await jobs.listJobs({ maxResults: 5, nextToken });
      paged.push(...page.jobs.map((job) => job.jobId));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    assert.deepEqual(paged, all);
  });

  test(`${form}: a suspended job is confirmed, and the reason is stored`, async () => {
    const { jobId } = await some("Suspended");
    const statusUpdateReason = "confirmed by 运维 (it's fine!) * 100% ~";
    const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Ready", statusUpdateReason });
    assert.equal(result.jobId, jobId);
    assert.equal(result.status, "Ready");
    assert.equal(result.statusUpdateReason, statusUpdateReason);
    assert.deepEqual([result.attempts, result.reconciled], [1, false]);
    const job = await jobs.describeJob({ jobId });
    assert.notEqual(job.status, "Suspended");
    assert.equal(job.statusUpdateReason, statusUpdateReason);
  });

  test(`${form}: a running job is cancelled by the function that needs no client`, async () => {
    const { jobId } = await some("Active");
    const result = await updateJobStatus({ ...account, jobId, requestedJobStatus: "Cancelled" });
    assert.match(result.status, /^Cancell(ing|ed)$/);
    assert.match((await jobs.describeJob({ jobId })).status, /^Cancell(ing|ed)$/);
  });

  test(`${form}: the error of a refused change contains the service's reason`, async () => {
    const { jobId, status } = await some("Complete");
    assert.ok(isFinal(status));
    const error = await rejection(jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" }));
    assert.equal(error.name, "CosJobsError");
    assert.ok(error instanceof Error);
    assert.equal(error.kind, "service");
    assert.match(error.code, /^(InvalidRequest|NoSuchJob)$/);
    assert.ok(error.statusCode >= 400 && error.statusCode < 500);
    assert.ok(error.requestId.length > 0);
    assert.ok(error.traceId.length > 0);
    assert.deepEqual([error.action, error.attempts, error.effect], ["UpdateJobStatus", 1, "none"]);
    assert.deepEqual(JSON.parse(JSON.stringify(error)).code, error.code);
  });
}

test("a job that does not exist, a wrong key and a wrong account are different errors", async () => {
  const client = (options) => new esm.CosJobs({ ...account, ...options });
  const jobId = "00000000-0000-4000-8000-000000000000";
  const code = async (options) => (await rejection(client(options).describeJob({ jobId }))).code;
  assert.equal(await code({}), "NoSuchJob");
  assert.equal(
    await code({ credentials: { ...account.credentials, secretKey: "another-key" } }),
    "SignatureDoesNotMatch",
  );
  assert.equal(await code({ credentials: { ...account.credentials, secretId: "AKIDother" } }), "InvalidAccessKeyId");
  assert.equal(await code({ appId: "1" }), "AccessDenied");
  assert.equal(await code({ signedHost: "another.example.com" }), "SignatureDoesNotMatch");
});

test("an expired signature and an expired token are different errors", async (t) => {
  const late = new esm.CosJobs({ ...account, clockOffset: -1_000_000, maxAttempts: 1 });
  const expired = await rejection(late.listJobs());
  assert.deepEqual([expired.code, expired.statusCode, expired.effect], ["AccessDenied", 403, "none"]);
  assert.match(expired.message, /Request has expired/);
  const { endpoint } = await startEmulator(t, "--session-token", "the-present-token");
  const stale = { ...account.credentials, sessionToken: "the-token-of-yesterday" };
  const error = await rejection(new esm.CosJobs({ ...account, endpoint, credentials: stale }).listJobs());
  assert.deepEqual([error.code, error.statusCode, error.retryable], ["ExpiredToken", 403, false]);
  const present = { ...stale, sessionToken: "the-present-token" };
  assert.ok((await new esm.CosJobs({ ...account, endpoint, credentials: present }).listJobs()).jobs.length > 0);
});

test("a wrong clock is corrected from the service's time, once for all calls", async () => {
  const hour = 3_600_000;
  const now = Date.now;
  Date.now = () => now() + hour;
  try {
    const one = { maxAttempts: 1 };
    assert.equal((await rejection(new esm.CosJobs(account).listJobs({}, one))).code, "RequestTimeTooSkewed");
    const told = new esm.CosJobs({ ...account, clockOffset: -hour });
    assert.equal((await told.listJobs({ maxResults: 1 }, one)).jobs.length, 1);
    const attempts = [];
    const learning = new esm.CosJobs({ ...account, onAttempt: ({ statusCode }) => attempts.push(statusCode) });
    await learning.listJobs();
    await learning.listJobs();
    assert.deepEqual(attempts, [403, 200, 200]);
  } finally {
    Date.now = now;
  }
});

test("a job that has the requested status already is a success, also if another call caused it", async () => {
  const jobs = new esm.CosJobs(account);
  const { jobs: suspended } = await jobs.listJobs({ jobStatuses: "Suspended" });
  const { jobId } = suspended[0];
  const confirmed = await jobs.confirmJob({ jobId, reason: "checked" });
  assert.deepEqual([confirmed.jobId, confirmed.status, confirmed.changed], [jobId, "Ready", true]);
  assert.equal((await jobs.confirmJob({ jobId })).changed, false);
  assert.equal((await jobs.cancelJob({ jobId })).changed, true);
  const again = await jobs.cancelJob({ jobId });
  assert.equal(again.changed, false);
  assert.match(again.status, /^Cancell(ing|ed)$/);
  assert.ok(again.requestId.length > 0);
});

test("a status that the job cannot reach any more is refused", async () => {
  const jobs = new esm.CosJobs(account);
  const { jobs: complete } = await jobs.listJobs({ jobStatuses: "Complete" });
  const error = await rejection(jobs.cancelJob({ jobId: complete[0].jobId }));
  assert.deepEqual([error.kind, error.code, error.effect], ["service", "InvalidRequest", "none"]);
});

test("a request with one byte changed after signing is refused, at each position", async () => {
  const jobs = new esm.CosJobs(account);
  const { jobs: list } = await jobs.listJobs({ jobStatuses: "Suspended" });
  const input = { jobId: list[0].jobId, requestedJobStatus: "Ready", statusUpdateReason: "checked" };
  const { url, method, headers } = await jobs.prepare("UpdateJobStatus", input);
  const send = async (url, headers) => {
    const response = await fetch(url, { method, headers });
    return [response.status, (await response.text()).match(/<Code>(.*?)<\/Code>/)?.[1]];
  };
  const refused = [403, "SignatureDoesNotMatch"];
  assert.deepEqual(await send(url.replace(/(\/jobs\/.*)(.)\/status/, "$1_/status"), headers), refused);
  assert.deepEqual(await send(url.replace("Ready", "Cancelled"), headers), refused);
  assert.deepEqual(await send(url.replace("checked", "Checked"), headers), refused);
  assert.deepEqual(await send(`${url}&more=1`, headers), refused);
  assert.deepEqual(await send(url.replace("127.0.0.1", "localhost"), headers), refused);
  const [status] = await send(url, { ...headers, "x-cos-appid": "1250000001" });
  assert.equal(status, 403);
  assert.equal((await jobs.describeJob({ jobId: input.jobId })).status, "Suspended", "none of them changed the job");
  assert.deepEqual(await send(url, headers), [200, undefined], "and the request itself is good");
});
