/** `cos-jobs/emulator`: the emulator inside the package, driven by the client. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { creation } from "./creation.mjs";
import { esm, packageFolder, rejection } from "./support.mjs";

const { createEmulator } = await import(pathToFileURL(join(packageFolder, "emulator.js")));

const ID = "65f2e4cf-83f5-42f1-9aa2-14720613da29";

/** An emulator with a suspended job, and a client of it. */
async function world(options = {}, clientOptions = {}) {
  const cos = await createEmulator({ jobs: [{ jobId: ID, description: "copy", tasks: 10_000 }], ...options });
  const jobs = new esm.CosJobs({ ...cos.account, fetch: cos.fetch, timeout: 200, ...clientOptions });
  return { cos, jobs };
}

const confirm = (jobs) => jobs.updateJobStatus({ jobId: ID, requestedJobStatus: "Ready" });

/** The methods of the requests that the emulator received. */
const methods = (cos) => cos.requests().map(({ method }) => method);

test("a job is confirmed and completes as time passes", async () => {
  const { cos, jobs } = await world();
  assert.equal((await jobs.confirmJob({ jobId: ID })).status, "Ready");
  cos.advance(2000);
  assert.equal(cos.job(ID).status, "Active");
  cos.advance(62_000);
  const job = await jobs.describeJob({ jobId: ID });
  assert.equal(job.status, "Complete");
  assert.deepEqual(cos.job(ID), job);
  assert.equal(job.progressSummary.numberOfTasksSucceeded, 10_000);
});

test("all actions are carried out", async () => {
  const { cos, jobs } = await world({ seed: 7 });
  const { jobId } = await jobs.createJob(creation);
  await jobs.updateJobPriority({ jobId, priority: 77 });
  assert.equal(cos.job(jobId).priority, 77);
  assert.equal((await jobs.listJobs({})).jobs.length, 2);
  await jobs.deleteJob({ jobId });
  assert.equal(cos.job(jobId), undefined);
  assert.deepEqual(cos.jobs().map((job) => job.jobId), [ID]);
});

test("time stands still unless a speed is given, and starts at the given time", async () => {
  const still = await createEmulator({ now: 1_717_200_000_000, jobs: [{ jobId: ID, status: "New" }] });
  await new Promise((resolve) => setTimeout(resolve, 20));
  assert.equal(still.job(ID).status, "New");
  still.advance(1000);
  assert.equal(still.job(ID).status, "Preparing");
  assert.match(still.job(ID).creationTime, /^2024-05-31T23:00:00Z$/);
  const fast = await createEmulator({ speed: 1_000_000, jobs: [{ jobId: ID, status: "Ready" }] });
  await new Promise((resolve) => setTimeout(resolve, 100));
  assert.equal(fast.job(ID).status, "Complete");
});

test("two emulators share nothing, and the same seed gives the same ids", async () => {
  const ids = async (seed) => (await createEmulator({ seed, jobs: [{}, {}] })).jobs().map(({ jobId }) => jobId);
  assert.deepEqual(await ids(3), await ids(3));
  assert.notDeepEqual(await ids(3), await ids(4));
});

test("other keys, accounts and regions are refused", async () => {
  const { cos } = await world();
  const code = async (options) => {
    const jobs = new esm.CosJobs({ ...cos.account, endpoint: undefined, fetch: cos.fetch, maxAttempts: 1, ...options });
    return (await rejection(jobs.listJobs({}))).code;
  };
  const { secretId } = cos.account.credentials;
  assert.equal(await code({ credentials: { secretId, secretKey: "wrong" } }), "SignatureDoesNotMatch");
  assert.equal(await code({ credentials: { secretId: "wrong", secretKey: "wrong" } }), "InvalidAccessKeyId");
  assert.equal(await code({ appId: "1250000001" }), "AccessDenied");
  assert.equal(await code({ uin: "100000000002" }), "AccessDenied");
  assert.equal(await code({ region: "ap-beijing" }), "AccessDenied");
});

test("requests() shows what was sent, without keys and signatures", async () => {
  const { cos, jobs } = await world();
  await confirm(jobs);
  const [request] = cos.requests();
  assert.equal(request.action, "UpdateJobStatus");
  assert.equal(request.jobId, ID);
  assert.equal(request.headers["x-cos-appid"], cos.account.appId);
  const { secretId, secretKey } = cos.account.credentials;
  for (const secret of [secretId, secretKey, "q-signature"]) assert.ok(!JSON.stringify(cos.requests()).includes(secret));
});

test("a lost request is sent again", async () => {
  const { cos, jobs } = await world();
  cos.fail({ what: "lost-request", action: "UpdateJobStatus" });
  assert.equal((await confirm(jobs)).status, "Ready");
  assert.deepEqual(methods(cos), ["POST", "GET", "POST"]);
});

test("a lost answer is found out by looking, and the change is sent once", async () => {
  const { cos, jobs } = await world();
  cos.fail({ what: "lost-answer", action: "UpdateJobStatus" });
  const result = await confirm(jobs);
  assert.deepEqual([result.status, result.reconciled], ["Ready", true]);
  assert.deepEqual(methods(cos), ["POST", "GET"]);
});

test("a request that is delivered twice gets the second answer", async () => {
  const { cos, jobs } = await world();
  cos.fail({ what: "twice", action: "UpdateJobStatus" });
  const error = await rejection(confirm(jobs));
  assert.equal(error.code, "InvalidRequest");
  assert.equal(cos.job(ID).status, "Ready");
});

test("a late request reaches the service after the client gave up", async () => {
  const { cos } = await world();
  const jobs = new esm.CosJobs({ ...cos.account, fetch: cos.fetch, timeout: 50, maxAttempts: 1 });
  cos.fail({ what: "late", times: 9 });
  const error = await rejection(confirm(jobs));
  assert.deepEqual([error.code, error.effect], ["Timeout", "unknown"]);
  await new Promise((resolve) => setTimeout(resolve, 10));
  assert.equal(cos.job(ID).status, "Ready");
});

for (const [what, code] of [
  ["throttled", "SlowDown"],
  ["server-error", "InternalError"],
  ["expired-key", "ExpiredToken"],
  ["html", "UnexpectedResponse"],
]) {
  test(`the fault ${what} is answered with ${code}, and is used up`, async () => {
    const { cos, jobs } = await world({}, { maxAttempts: 1 });
    cos.fail({ what });
    assert.equal((await rejection(jobs.listJobs({}))).code, code);
    assert.equal((await jobs.listJobs({})).jobs.length, 1);
    assert.deepEqual(cos.requests().map(({ fault }) => fault), [what, undefined]);
  });
}

test("a client corrects its clock when the clock of the service is ahead", async () => {
  const { cos, jobs } = await world();
  cos.fail({ what: "skewed-clock" });
  assert.equal((await jobs.listJobs({})).jobs.length, 1);
  await jobs.listJobs({});
  assert.deepEqual(cos.requests().map(({ fault }) => fault), ["skewed-clock", undefined, undefined]);
});

test("a stale read shows the state of five seconds ago", async () => {
  const { cos, jobs } = await world();
  cos.advance(60_000);
  await confirm(jobs);
  cos.advance(4000);
  cos.fail({ what: "stale" });
  assert.equal((await jobs.describeJob({ jobId: ID })).status, "Suspended");
  assert.equal((await jobs.describeJob({ jobId: ID })).status, "Active");
});

test("a fault is only for the action and the job that it names", async () => {
  const { cos, jobs } = await world({ jobs: [{ jobId: ID }, { jobId: "other" }] }, { maxAttempts: 1 });
  cos.fail({ what: "server-error", action: "DescribeJob", jobId: "other" });
  await jobs.listJobs({});
  await jobs.describeJob({ jobId: ID });
  assert.equal((await rejection(jobs.describeJob({ jobId: "other" }))).code, "InternalError");
  await jobs.describeJob({ jobId: "other" });
});

test("an unknown option, fault or value is refused", async () => {
  const { cos } = await world();
  assert.throws(() => cos.fail({ what: "lost" }), /what must be one of lost-request/);
  assert.throws(() => cos.fail({ what: "html", jobid: ID }), /jobid is not a known property/);
  await assert.rejects(createEmulator({ job: [] }), /job is not a known property/);
  await assert.rejects(createEmulator({ speed: -1 }), /speed must be 0 or more/);
  await assert.rejects(createEmulator({ jobs: [{ jobId: ID, tasks: NaN }] }), /tasks must be 0 or more/);
  await assert.rejects(createEmulator({ jobs: [{ status: "Started" }] }), /status has a value that is not allowed/);
});

test("the CommonJS file makes an emulator too", async () => {
  const cjs = createRequire(import.meta.url)(join(packageFolder, "emulator.cjs"));
  const cos = await cjs.createEmulator({ jobs: [{ jobId: ID }] });
  assert.equal(cos.job(ID).status, "Suspended");
});
