/** Iterators that are started and then abandoned: garbage collection must free all of their memory. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { collectUntil, withMemory } from "./memory.mjs";
import { described, listed, manyJobs } from "./service.mjs";
import { account } from "./support.mjs";

const COUNT = 3_000;
const BATCHES = 6;

const [job] = manyJobs(1, "Active");

/** Functions that start an iterator which yields more than one value. */
const BEGINNINGS = {
  listAllJobs: (jobs) => jobs.listAllJobs({ jobStatuses: ["Active", "Ready"] }),
  watchJob: (jobs) => jobs.watchJob({ jobId: job.jobId }),
  cancelJobs: (jobs) => jobs.cancelJobs({ jobIds: ["a", "b", "c"], dryRun: true, concurrency: 1 }),
};

/** A service whose answers are always valid; the tests only check that each call frees its memory. */
async function fetch(url) {
  const { pathname } = new URL(url);
  return new Response(pathname === "/jobs" ? listed(manyJobs(2, "Active")) : described({ ...job, jobId: pathname.slice(6) }));
}

/** Starts many iterators, and resolves when all of them have been garbage collected. */
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
  assert.equal(collected, COUNT, "the test itself must keep no reference to an iterator");
}

for (const [verb, begin] of Object.entries(BEGINNINGS)) {
  test(`${verb}: thousands of iterators that are never ended do not make the memory grow`, async () => {
    const { slim, memory } = await withMemory(verb);
    const jobs = new slim.CosJobs({ ...account, fetch });
    const sizes = [];
    for (let batch = 0; batch < BATCHES; batch += 1) {
      await forget(jobs, begin);
      sizes.push(memory.buffer.byteLength);
    }
    // The host collects the iterators of a batch when it likes, so those of two batches may exist at the same time. If they were
    // never freed, the last batch would need several times the memory of the first.
    assert.ok(sizes.at(-1) < 3 * sizes[0], `${sizes}`);
  });
}

test("an iterator is closed only once: collecting an old one does not close a newer one in its place", async () => {
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
