/** Iterators that are begun and forgotten: once they are collected, nothing of them is left. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { collectUntil, withMemory } from "./memory.mjs";
import { described, listed, manyJobs } from "./service.mjs";
import { account } from "./support.mjs";

const COUNT = 3_000;
const BATCHES = 4;

const [job] = manyJobs(1, "Active");

/** What begins an iterator that has more to say than its first value. */
const BEGINNINGS = {
  listAllJobs: (jobs) => jobs.listAllJobs({ jobStatuses: ["Active", "Ready"] }),
  watchJob: (jobs) => jobs.watchJob({ jobId: job.jobId }),
  cancelJobs: (jobs) => jobs.cancelJobs({ jobIds: ["a", "b", "c"], dryRun: true, concurrency: 1 }),
};

/** A service that answers all the same, since what matters is what stays of a question. */
async function fetch(url) {
  const { pathname } = new URL(url);
  return new Response(pathname === "/jobs" ? listed(manyJobs(2, "Active")) : described({ ...job, jobId: pathname.slice(6) }));
}

/** Begins many iterators, and answers when all of them are collected. */
async function forget(jobs, begin) {
  let collected = 0;
  const registry = new FinalizationRegistry(() => (collected += 1));
  const beginAll = async () => {
    for (let count = 0; count < COUNT; count += 1) {
      const iterator = begin(jobs);
      assert.equal((await iterator.next()).done, false);
      registry.register(iterator);
    }
  };
  await beginAll();
  await collectUntil(() => collected === COUNT);
  assert.equal(collected, COUNT, "the test itself holds none of them");
}

for (const [verb, begin] of Object.entries(BEGINNINGS)) {
  test(`${verb}: thousands that nobody ends take no more memory than those before them`, async () => {
    const { slim, memory } = await withMemory(verb);
    const jobs = new slim.CosJobs({ ...account, fetch });
    const sizes = [];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await forget(jobs, begin);
      sizes.push(memory.buffer.byteLength);
    }
    assert.deepEqual(sizes, new Array(BATCHES).fill(sizes[0]));
  });
}

test("an iterator that was left is closed once: what took its place stays when it is collected", async () => {
  const { slim } = await withMemory("left");
  const jobs = new slim.CosJobs({ ...account, fetch });
  let isCollected = false;
  const registry = new FinalizationRegistry(() => (isCollected = true));
  const leave = async () => {
    const left = jobs.listAllJobs({ jobStatuses: ["Active"] });
    registry.register(left);
    for await (const { jobId } of left) if (jobId) break;
  };
  await leave();
  const kept = jobs.listAllJobs({ jobStatuses: ["Active"] });
  assert.equal((await kept.next()).value.jobId, "job-000000");
  await collectUntil(() => isCollected);
  assert.ok(isCollected);
  assert.equal((await kept.next()).value.jobId, "job-000001");
});
