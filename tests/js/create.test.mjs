/** Creating and deleting jobs and changing their priority: describeJob returns what was sent, and each documented error has its own code. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { answering, clientOf, esm, ownAccount, rejection, startEmulator } from "./support.mjs";

const account = await ownAccount();

const jobs = new esm.CosJobs(account);

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** The properties of an input; describeJob returns all of them. */
const PARAMETERS = [
  "clientRequestToken",
  "confirmationRequired",
  "description",
  "manifest",
  "operation",
  "priority",
  "report",
  "roleArn",
];

/** An input with every field of its operation. */
function fixture(operation) {
  return JSON.parse(readFileSync(new URL(`../fixtures/create-job/${operation}.json`, import.meta.url), "utf8"));
}

/** A small input, without a token. */
function simple(changes) {
  const { clientRequestToken, ...input } = fixture("delete");
  return { ...input, ...changes };
}

/** A fetch to the emulator that changes the request before it sends it. */
const tampering = (change) => (url, init) => fetch(url, { ...init, ...change(init) });

/** A fetch to the emulator that loses the first answer to a request with this method. */
function losing(method) {
  const methods = [];
  const lossy = async (url, init) => {
    const response = await fetch(url, init);
    methods.push(init.method);
    if (init.method === method && methods.filter((sent) => sent === method).length === 1) throw new TypeError("terminated");
    return response;
  };
  return { lossy, methods };
}

for (const operation of ["copy", "restore", "tagging", "delete"]) {
  test(`describeJob returns every field that createJob sent for ${operation}`, async () => {
    const input = { confirmationRequired: false, description: undefined, ...fixture(operation) };
    const { jobId, requestId, ...result } = await jobs.createJob(input);
    assert.ok(jobId.length > 0 && requestId.length > 0);
    assert.deepEqual(result, { clientRequestToken: input.clientRequestToken, attempts: 1, reconciled: false });
    const job = await jobs.describeJob({ jobId });
    assert.equal(job.jobId, jobId);
    for (const parameter of PARAMETERS) assert.deepEqual(job[parameter], input[parameter], parameter);
    const { jobs: list } = await jobs.listJobs();
    const summary = list.find((listed) => listed.jobId === jobId);
    assert.deepEqual([summary.priority, summary.description], [input.priority, input.description]);
    assert.equal(summary.operation.toLowerCase(), Object.keys(input.operation)[0].toLowerCase());
  });
}

test("a created job waits for confirmation if confirmationRequired is true, and runs otherwise", { timeout: 30_000 }, async (t) => {
  const { endpoint } = await startEmulator(t, "--empty", "--speed", "1000");
  const fast = new esm.CosJobs({ ...account, endpoint });
  const becomes = async (jobId, status) => {
    while ((await fast.describeJob({ jobId })).status !== status) await new Promise((resolve) => setTimeout(resolve, 5));
  };
  const waiting = await fast.createJob(simple({ confirmationRequired: true }));
  const running = await fast.createJob(simple());
  await becomes(running.jobId, "Complete");
  await becomes(waiting.jobId, "Suspended");
  await fast.updateJobStatus({ jobId: waiting.jobId, requestedJobStatus: "Ready" });
  await becomes(waiting.jobId, "Complete");
});

test("without a token createJob makes a new one each time, and does not change the input", async () => {
  const input = Object.freeze(simple());
  const first = await jobs.createJob(input);
  const second = await jobs.createJob({ ...input, clientRequestToken: null });
  assert.match(first.clientRequestToken, UUID);
  assert.match(second.clientRequestToken, UUID);
  assert.notEqual(first.clientRequestToken, second.clientRequestToken);
  assert.equal((await jobs.describeJob({ jobId: first.jobId })).clientRequestToken, first.clientRequestToken);
});

test("a token is also made in a runtime without randomUUID, or without crypto", async (t) => {
  const { crypto } = globalThis;
  const pretend = (value) => Object.defineProperty(globalThis, "crypto", { value, configurable: true });
  t.after(() => pretend(crypto));
  pretend({ getRandomValues: (bytes) => crypto.getRandomValues(bytes) });
  const tokens = new Set();
  const make = async () => {
    for (let count = 0; count < 50; count += 1) {
      const { body } = await jobs.prepare("createJob", simple());
      const token = body.match(/<ClientRequestToken>(.*?)</)[1];
      assert.match(token, UUID);
      tokens.add(token);
    }
  };
  await make();
  pretend(undefined);
  await make();
  assert.equal(tokens.size, 100);
});

test("an input may be any object, with getters and inherited properties", async () => {
  class Plan {
    #priority = 3;
    get priority() {
      return this.#priority;
    }
  }
  const { priority, ...rest } = simple();
  const { jobId } = await jobs.createJob(Object.assign(new Plan(), rest));
  assert.equal((await jobs.describeJob({ jobId })).priority, 3);
});

test("an input that the service would refuse is refused before sending, and the error names its path", async () => {
  const copy = (changes) => simple({ operation: { cosPutObjectCopy: { targetResource: "qcs::cos:a::b-1", ...changes } } });
  for (const [input, mentions] of [
    [undefined, "must be an object"],
    ["job", "must be an object"],
    [simple({ manifest: [] }), "manifest must be an object"],
    [simple({ manifest: {} }), "manifest.location is required"],
    [simple({ manifest: { ...simple().manifest, spec: { format: "COSBatchOperations_CSV_V1" } } }), "manifest.spec.fields"],
    [simple({ operation: { cosDeleteObject: true } }), "operation.cosDeleteObject must be an object"],
    [simple({ operation: { cosPutObjectAcl: {} } }), "operation.cosPutObjectAcl is not a known property"],
    [simple({ operation: { ...fixture("tagging").operation, cosDeleteObject: {} } }), "operation must have exactly one"],
    [copy({ newObjectTagging: [{ key: "a", value: "" }, null] }), "cosPutObjectCopy.newObjectTagging[1] must be"],
    [copy({ newObjectTagging: { key: "a", value: "b" } }), "cosPutObjectCopy.newObjectTagging must be an array"],
    [copy({ prefixReplace: "false" }), "operation.cosPutObjectCopy.prefixReplace must be true or false"],
    [simple({ priority: 1.5 }), "priority"],
    [simple({ priority: "1" }), "priority"],
    [simple({ report: { enabled: true } }), "report.bucket"],
    [simple({ description: "a\ud800" }), "description"],
    [simple({ description: "a\u0007" }), "description"],
    [Object.defineProperty(simple(), "roleArn", { get: () => assert.fail("boom") }), "roleArn"],
  ]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch).createJob(input));
    assert.deepEqual([error.kind, error.code, error.effect], ["input", "InvalidInput", "none"], error.stack);
    assert.ok(error.message.includes(mentions), `"${error.message}" names ${mentions}`);
    assert.equal(requests.length, 0);
  }
});

test("a priority can be changed to the lowest and to the highest value", async () => {
  const { jobId } = await jobs.createJob(simple({ confirmationRequired: true }));
  for (const priority of [2147483647, 0]) {
    const { requestId, ...result } = await jobs.updateJobPriority({ jobId, priority });
    assert.ok(requestId.length > 0);
    assert.deepEqual(result, { jobId, priority, attempts: 1, reconciled: false });
    assert.equal((await jobs.describeJob({ jobId })).priority, priority);
  }
});

test("a deleted job does not exist any more", async () => {
  const { jobId } = await jobs.createJob(simple({ confirmationRequired: true }));
  const { requestId, ...result } = await jobs.deleteJob({ jobId });
  assert.ok(requestId.length > 0);
  assert.deepEqual(result, { jobId, attempts: 1, reconciled: false });
  assert.equal((await rejection(jobs.describeJob({ jobId }))).code, "NoSuchJob");
  assert.equal((await rejection(jobs.deleteJob({ jobId }))).code, "NoSuchJob");
});

test("each of them can be prepared, and sent by other means", async () => {
  const send = async ({ url, ...request }) => {
    const response = await fetch(url, request);
    assert.ok(response.ok, `${request.method} ${url}: ${response.status}`);
    return response.text();
  };
  const created = await send(await jobs.prepare("CreateJob", simple({ confirmationRequired: true })));
  const jobId = created.match(/<JobId>(.*?)</)[1];
  await send(await jobs.prepare("updateJobPriority", { jobId, priority: 77 }));
  assert.equal((await jobs.describeJob({ jobId })).priority, 77);
  await send(await jobs.prepare("deleteJob", { jobId }));
  assert.equal((await rejection(jobs.describeJob({ jobId }))).code, "NoSuchJob");
});

test("each documented error of CreateJob is reported with its own code", async () => {
  const used = await jobs.createJob(simple());
  const body = (from, to) => ({ body }) => ({ body: body.replace(from, to) });
  const fault = (value) => ({ headers }) => ({ headers: { ...headers, "x-emulator-fault": value } });
  for (const [what, change, code, statusCode] of [
    ["a token that was used", body(/(?<=<ClientRequestToken>)[^<]*/, used.clientRequestToken), "InvalidRequest", 400],
    ["no body", () => ({ body: undefined }), "InvalidRequest", 400],
    ["a priority that is none", body(/(?<=<Priority>)[^<]*/, "2147483648"), "InvalidArgument", 400],
    ["a flag that is none", body(/(?<=<ConfirmationRequired>)[^<]*/, "perhaps"), "InvalidArgument", 400],
    ["no role", body(/<RoleArn>.*<\/RoleArn>/, ""), "InvalidArgument", 400],
    ["no APPID", ({ headers }) => ({ headers: { ...headers, "x-cos-appid": "" } }), "InvalidArgument", 400],
    ["broken XML", body("</CreateJobRequest>", ""), "MalformedXML", 400],
    ["a wrong Manifest", body(/<Location>.*<\/Location>/, ""), "MalformedXML", 400],
    ["a wrong Operation", body(/<COSDeleteObject>.*<\/COSDeleteObject>/, ""), "MalformedXML", 400],
    ["a wrong Report", body(/(?<=<Enabled>)[^<]*/, "true"), "MalformedXML", 400],
    ["a service that fails", fault("InternalError"), "InternalError", 500],
    ["a service that is away", fault("ServiceUnavailable 500"), "ServiceUnavailable", 500],
    ["a service that is busy", fault("SlowDown"), "SlowDown", 503],
  ]) {
    const error = await rejection(clientOf(tampering(change), account).createJob(simple()));
    assert.equal(error.name, "CosJobsError", what);
    assert.deepEqual([error.kind, error.code, error.statusCode], ["service", code, statusCode], what);
    assert.deepEqual([error.action, error.attempts], ["CreateJob", 1], what);
    assert.equal(error.retryable, statusCode >= 500, what);
    assert.ok(error.requestId.length > 0 && error.traceId.length > 0, what);
  }
});

test("an account with too many jobs is reported as TooManyJobs, and nothing is created", async (t) => {
  const { endpoint } = await startEmulator(t, "--empty", "--job-limit", "1");
  const full = new esm.CosJobs({ ...account, endpoint });
  const { jobId } = await full.createJob(simple({ confirmationRequired: true }));
  const error = await rejection(full.createJob(simple()));
  assert.deepEqual([error.code, error.statusCode, error.retryable, error.effect], ["TooManyJobs", 500, false, "none"]);
  assert.equal(error.attempts, 1);
  assert.deepEqual((await full.listJobs()).jobs.map((job) => job.jobId), [jobId]);
});

test("each documented error of UpdateJobPriority and DeleteJob is reported with its own code", async () => {
  const jobId = "00000000-0000-4000-8000-000000000000";
  const priority = (fetch, id = jobId) => clientOf(fetch).updateJobPriority({ jobId: id, priority: 1 });
  const { jobs: complete } = await jobs.listJobs({ jobStatuses: "Complete", maxResults: 1 });
  const fault = (value) => tampering(({ headers }) => ({ headers: { ...headers, "x-emulator-fault": value } }));
  const missing = await rejection(priority(fetch));
  assert.deepEqual([missing.code, missing.statusCode, missing.effect], ["NoSuchJob", 404, "none"]);
  const ended = await rejection(priority(fetch, complete[0].jobId));
  assert.deepEqual([ended.code, ended.statusCode, ended.effect], ["InvalidRequest", 400, "none"]);
  const busy = await rejection(priority(fault("SlowDown")));
  assert.deepEqual([busy.code, busy.statusCode, busy.retryable], ["SlowDown", 503, true]);
  const gone = await rejection(clientOf(fetch).deleteJob({ jobId }));
  assert.deepEqual([gone.code, gone.statusCode, gone.action], ["NoSuchJob", 404, "DeleteJob"]);
});

test("if the answer to CreateJob is lost, the job is found by its token, and only one job exists", async () => {
  const { lossy, methods } = losing("POST");
  const client = new esm.CosJobs({ ...account, fetch: lossy });
  const created = await client.createJob(simple({ description: "lost and found" }));
  assert.match(created.clientRequestToken, UUID);
  assert.deepEqual([created.attempts, created.reconciled], [2, true]);
  assert.deepEqual(methods.slice(0, 3), ["POST", "POST", "GET"], "the token makes it safe to repeat");
  assert.equal((await jobs.describeJob({ jobId: created.jobId })).clientRequestToken, created.clientRequestToken);
  const { jobs: list } = await jobs.listJobs();
  assert.equal(list.filter((job) => job.description === "lost and found").length, 1);
});

test("if the answer to UpdateJobPriority or DeleteJob is lost, a probe shows that it took effect", async () => {
  const { jobId } = await jobs.createJob(simple({ confirmationRequired: true }));
  const ranked = losing("POST");
  const result = await new esm.CosJobs({ ...account, fetch: ranked.lossy }).updateJobPriority({ jobId, priority: 9 });
  assert.deepEqual([result.jobId, result.priority, result.attempts, result.reconciled], [jobId, 9, 1, true]);
  assert.deepEqual(ranked.methods, ["POST", "GET"]);
  const deleted = losing("DELETE");
  const gone = await new esm.CosJobs({ ...account, fetch: deleted.lossy }).deleteJob({ jobId });
  assert.deepEqual([gone.jobId, gone.attempts, gone.reconciled], [jobId, 1, true]);
  const [change, ...looks] = deleted.methods;
  assert.deepEqual([change, new Set(looks)], ["DELETE", new Set(["GET"])], "it is deleted once");
});

test("an unknown creation has the generated token, and repeating the call with it finds the job", async () => {
  const { jobs: before } = await jobs.listJobs();
  const failing = async (url, init) => {
    const answer = await fetch(url, init);
    if (init.method === "POST") throw new TypeError("lost");
    return answer;
  };
  const client = new esm.CosJobs({ ...account, fetch: failing, maxAttempts: 1 });
  const input = simple({ description: "repeated as advised" });
  const signal = AbortSignal.timeout(20_000);
  const denied = async (url, init) => (init.method === "POST" ? failing(url, init) : Promise.reject(new TypeError("down")));
  const error = await new esm.CosJobs({ ...account, fetch: denied, maxAttempts: 1 }).createJob(input, { signal }).catch((e) => e);
  assert.deepEqual([error.effect, error.kind], ["unknown", "network"]);
  assert.match(error.clientRequestToken, UUID);
  assert.equal(error.toJSON().clientRequestToken, error.clientRequestToken);
  const { clientRequestToken } = error;
  const repeated = await client.createJob({ ...input, clientRequestToken }, { maxAttempts: 2 });
  assert.deepEqual([repeated.clientRequestToken, repeated.reconciled], [clientRequestToken, true]);
  const { jobs: after } = await jobs.listJobs();
  assert.equal(after.length, before.length + 1);
});
