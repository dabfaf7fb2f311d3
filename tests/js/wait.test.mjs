/** waitForJob: it resolves as soon as the job has the wanted status, and rejects if that has become impossible. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createService, turnClock } from "./service.mjs";
import { answering, clientOf, esm, rejection } from "./support.mjs";

const jobId = "job";

await esm.initialize();

/** A service whose job has the next of `statuses` at each request, and stays in the last one. */
function passing(t, ...statuses) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const service = createService([{ jobId }]);
  service.before = () => {
    const status = statuses[Math.min(service.requests.length, statuses.length) - 1];
    service.jobs.set(jobId, { jobId, status, total: 10, succeeded: service.requests.length });
  };
  return service;
}

test("without further options it waits for any final status", async (t) => {
  for (const end of ["Complete", "Failed", "Cancelled"]) {
    const service = passing(t, "Preparing", "Suspended", "Ready", "Active", "Active", end);
    const job = await turnClock(t, clientOf(service.fetch).waitForJob({ jobId }));
    assert.deepEqual([job.status, job.jobId, service.requests.length], [end, jobId, 6]);
    t.mock.timers.reset();
  }
});

test("it waits for a status, given by its name or as \"suspended\"", async (t) => {
  const service = passing(t, "New", "Preparing", "Suspended");
  assert.equal((await turnClock(t, clientOf(service.fetch).waitForJob({ jobId, until: "suspended" }))).status, "Suspended");
  t.mock.timers.reset();
  const another = passing(t, "Active", "Pausing", "Paused", "Active");
  assert.equal((await turnClock(t, clientOf(another.fetch).waitForJob({ jobId, until: "Paused" }))).status, "Paused");
});

test("it waits until a function returns true for the job", async (t) => {
  const service = passing(t, "Active");
  const seen = [];
  const until = (job) => seen.push(job.progressSummary.numberOfTasksSucceeded) && job.progressSummary.numberOfTasksSucceeded > 3;
  await turnClock(t, clientOf(service.fetch).waitForJob({ jobId, until }));
  assert.deepEqual(seen, [1, 2, 3, 4]);
  t.mock.timers.reset();
  const later = passing(t, "Active", "Complete");
  const job = await turnClock(t, clientOf(later.fetch).waitForJob({ jobId, until: async ({ status }) => status === "Complete" }));
  assert.equal(job.status, "Complete", "a final status may be what it waits for, and a promise of an answer is none yet");
  t.mock.timers.reset();
  const boom = new Error("boom");
  const third = passing(t, "Active");
  const until3 = () => {
    throw boom;
  };
  assert.equal(await rejection(turnClock(t, clientOf(third.fetch).waitForJob({ jobId, until: until3 }))), boom);
});

test("a status that has become impossible is an error, not an endless wait", async (t) => {
  for (const [until, ...statuses] of [
    ["Complete", "Active", "Failed"],
    ["suspended", "Preparing", "Ready"],
    ["Paused", "Active", "Complete"],
    [() => false, "Active", "Complete"],
  ]) {
    const service = passing(t, ...statuses);
    const error = await rejection(turnClock(t, clientOf(service.fetch).waitForJob({ jobId, until })));
    assert.deepEqual([error.name, error.kind, error.code, error.retryable], ["CosJobsError", "service", "GoalMissed", false]);
    assert.ok(error.message.includes(statuses.at(-1)) && error.message.includes(jobId), error.message);
    assert.equal(service.requests.length, statuses.length);
    t.mock.timers.reset();
  }
});

test("an abort ends the wait at once", async () => {
  const service = createService([{ jobId, status: "Suspended" }]);
  const controller = new AbortController();
  const waiting = rejection(clientOf(service.fetch).waitForJob({ jobId }, { signal: controller.signal }));
  setTimeout(() => controller.abort("enough"), 20);
  assert.equal(await waiting, "enough");
});

test("bad input is refused before anything is sent", async () => {
  for (const [input, mentions] of [
    [undefined, "must be an object"],
    [{ jobId: "" }, "jobId"],
    [{ jobId, until: "Canceled" }, "until"],
    [{ jobId, until: 5 }, "until"],
    [{ jobId, until: () => true, minInterval: -1 }, "minInterval"],
  ]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch).waitForJob(input));
    assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "input", "InvalidInput"]);
    assert.ok(error.message.includes(mentions), error.message);
    assert.equal(requests.length, 0);
  }
});
