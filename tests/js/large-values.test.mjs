/** Large and small values in turn: each crosses into and out of the WebAssembly correctly while its memory grows. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { creation as withoutToken } from "./creation.mjs";
import { withMemory } from "./memory.mjs";
import { described, listed, manyJobs } from "./service.mjs";
import { account, changed, rejection } from "./support.mjs";

/** Characters of one to four bytes in UTF-8, together six UTF-16 code units. */
const MIXED = "清单…😀a";
const UNITS = MIXED.length;

/** A text of `units` UTF-16 code units. */
const long = (units) => MIXED.repeat(Math.floor(units / UNITS)) + "é".repeat(units % UNITS);

const MIB = 2 ** 20;
const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const keys = { ...account.credentials, startTime: 1_557_989_151, endTime: 1_557_996_351 };
const creation = { clientRequestToken: "token", ...withoutToken };

/** A client with its own copy of the package, so that its memory is still small, and the answer that its `fetch` will return. */
async function newClient(name) {
  const { slim, memory } = await withMemory(name);
  const answer = { body: "", requestId: "" };
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, ...init });
    return {
      status: 200,
      // A Response cannot have header values outside of Latin-1, so this is a plain object.
      headers: { get: (header) => (header === "x-cos-request-id" ? answer.requestId : null) },
      arrayBuffer: async () => new TextEncoder().encode(answer.body).buffer,
    };
  };
  return { slim, memory, jobs: new slim.CosJobs({ ...account, maxAttempts: 1, fetch }), answer, requests };
}

/** The smallest calls. Their results must be correct after any other call. */
async function tiny({ jobs, answer }, round) {
  const status = ["Active", "Ready", "Complete"][round % 3];
  Object.assign(answer, { body: described({ jobId, status, description: "单" }), requestId: "" });
  const job = await jobs.describeJob({ jobId });
  assert.deepEqual([job.jobId, job.status, job.description], [jobId, status, "单"]);
  Object.assign(answer, { body: changed(jobId, "Cancelled"), requestId: `r${round}` });
  const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled", statusUpdateReason: "单" });
  assert.deepEqual([result.jobId, result.status, result.requestId], [jobId, "Cancelled", `r${round}`]);
}

/** Calls with a large value; each checks its result. */
const LARGE = {
  async "a page of long descriptions"({ jobs, answer }) {
    const all = manyJobs(138).map((job, index) => ({ ...job, description: `${index}${long(50_000)}` }));
    answer.body = listed(all, "next");
    assert.ok(Buffer.byteLength(answer.body) > 15 * MIB && Buffer.byteLength(answer.body) < 16 * MIB);
    const page = await jobs.listJobs();
    assert.equal(page.nextToken, "next");
    assert.equal(page.jobs.length, all.length);
    page.jobs.forEach(({ jobId, status, description }, index) => {
      assert.deepEqual([jobId, status], [all[index].jobId, all[index].status]);
      assert.ok(description === all[index].description, `description ${index}`);
    });
  },
  async "a page of many jobs"({ jobs, answer }) {
    const all = manyJobs(40_000);
    answer.body = listed(all);
    const page = await jobs.listJobs();
    assert.deepEqual(page.jobs.map((job) => job.jobId), all.map((job) => job.jobId));
  },
  async "a description that is refused"({ jobs, requests }) {
    const { length } = requests;
    for (const call of [
      (input) => jobs.createJob(input),
      (input) => jobs.prepare("createJob", input),
    ]) {
      const error = await rejection(call({ ...creation, description: long(200_000) }));
      assert.equal(error.kind, "input", error.stack);
      assert.match(error.message, /^description must be a text of 0 to \d+ bytes/);
    }
    assert.equal(requests.length, length, "nothing was sent");
  },
  async "an unknown property"({ jobs }) {
    const error = await rejection(jobs.prepare("createJob", { ...creation, unknown: long(200_000) }));
    assert.match(error.message, /^unknown is not a known property/);
  },
  async "a refusal's message"({ jobs, answer }) {
    answer.body = `<Error><Code>Teapot</Code><Message>${long(200_000)}</Message></Error>`;
    const error = await rejection(jobs.listJobs());
    assert.deepEqual([error.kind, error.code], ["service", "Teapot"]);
    assert.ok(error.message.includes(MIXED), error.message.slice(0, 200));
  },
  async "a header"({ jobs, answer }) {
    Object.assign(answer, { body: changed(jobId, "Cancelled"), requestId: long(100_000) });
    const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" });
    assert.deepEqual([result.jobId, result.status], [jobId, "Cancelled"]);
    // The result has only a prefix, which is longer than any real request id.
    assert.ok(result.requestId.length > 60 && answer.requestId.startsWith(result.requestId), result.requestId);
  },
  async "a path that is signed"({ slim }) {
    const path = `/${long(300_000)}`;
    const explained = await slim.explainSignature({ method: "GET", path }, keys);
    assert.ok(explained.httpString === `get\n${path}\n\n\n`);
  },
};

test("one client makes large and tiny calls in turn, and every result is correct", async () => {
  const client = await newClient("in-turn");
  let round = 0;
  await tiny(client, round);
  for (let times = 0; times < 2; times += 1) {
    for (const use of Object.values(LARGE)) {
      await use(client);
      await tiny(client, (round += 1));
      await tiny(client, (round += 1));
    }
  }
});

for (const [what, use] of Object.entries(LARGE)) {
  test(`${what} is right as the first large value, and so is the small call after it`, async () => {
    const client = await newClient(what);
    await use(client);
    await tiny(client, 1);
  });
}

test("texts of many sizes arrive complete, with small texts in between", async () => {
  const { slim } = await newClient("sizes");
  for (const units of [1, 100, 1_365, 1_366, 21_845, 21_846, 65_000, 65_535, 65_536, 65_537, 196_608, 196_609, 1_000_000]) {
    for (const character of ["a", "é", "清", "😀"]) {
      const path = `/${character.repeat(units / character.length)}`;
      for (const text of [path, `/${long(units)}`, "/单"]) {
        const { httpString } = await slim.explainSignature({ method: "GET", path: text }, keys);
        assert.ok(httpString === `get\n${text}\n\n\n`, `${units} units of ${character}`);
      }
    }
  }
});

test("a small text is read correctly after the memory has grown", async () => {
  const client = await newClient("growth");
  const { slim, memory } = client;
  let grown = 0;
  for (let units = 20_000; units < 3_000_000; units *= 2) {
    const before = memory.buffer.byteLength;
    const path = `/${long(units)}`;
    assert.ok((await slim.explainSignature({ method: "GET", path }, keys)).httpString === `get\n${path}\n\n\n`);
    if (memory.buffer.byteLength > before) grown += 1;
    await tiny(client, units);
  }
  assert.ok(grown > 3, `the memory grew only ${grown} times, too few for this test`);
});

test("the memory of large values is freed: repeating the same calls does not make the memory grow", async () => {
  const client = await newClient("given-back");
  const sizes = [];
  for (let round = 0; round < 5; round += 1) {
    for (const use of Object.values(LARGE)) await use(client);
    sizes.push(client.memory.buffer.byteLength);
  }
  // The second round may need more than the first, because the memory is fragmented by then.
  const [, second, ...later] = sizes;
  assert.deepEqual(later, later.map(() => second), `${sizes}`);
});
