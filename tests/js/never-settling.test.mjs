/** Functions of the caller that never settle, and functions that use their own client: nothing waits for them without an end. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { createService, manyJobs } from "./service.mjs";
import { account, answering, changed, clientOf, esm, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const never = () => new Promise(() => {});
const described = (status) => `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>${status}</Status></Job></DescribeJobResult>`;
const listed = `<ListJobsResult><Jobs><member><JobId>${jobId}</JobId><Status>Active</Status></member></Jobs></ListJobsResult>`;

/** Fails unless the promise settles soon. */
async function soon(promise) {
  const late = Symbol("late");
  const first = await Promise.race([promise, sleep(2_000, late, { ref: false })]);
  assert.notEqual(first, late, "it settles soon");
  return first;
}

/** Aborts after a moment. Returns the signal and the reason. */
function abortSoon() {
  const controller = new AbortController();
  const reason = new Error("enough");
  setTimeout(() => controller.abort(reason), 20);
  return { signal: controller.signal, reason };
}

test("an abort ends waitForJob although its function never settles", async () => {
  const { signal, reason } = abortSoon();
  const waiting = clientOf(answering(described("Active")).fetch).waitForJob({ jobId, until: never }, { signal });
  assert.equal(await soon(rejection(waiting)), reason);
});

for (const [what, input] of Object.entries({
  "in a list": { jobStatuses: "Active", filter: never },
  "of which the number is limited": { jobStatuses: "Active", filter: never, maxJobs: 5 },
  "by id": { jobIds: [jobId], filter: never },
})) {
  const jobs = () => clientOf(async (url) => new Response(new URL(url).pathname === "/jobs" ? listed : described("Active")));

  test(`an abort ends cancelJobs of jobs ${what} although its filter never settles`, async () => {
    const { signal, reason } = abortSoon();
    assert.equal(await soon(rejection(jobs().cancelJobs(input, { signal }).next())), reason);
  });

  test(`return() ends cancelJobs of jobs ${what} although its filter never settles`, async () => {
    const outcomes = jobs().cancelJobs(input);
    const next = outcomes.next();
    await sleep(20);
    assert.deepEqual(await soon(outcomes.return("left")), { done: true, value: "left" });
    assert.deepEqual(await soon(next), { done: true, value: undefined });
  });
}

test("a filter that fails for one job ends cancelJobs although it never settles for another", async () => {
  const service = createService(manyJobs(2));
  const boom = new Error("boom");
  let calls = 0;
  const filter = () => ((calls += 1) === 1 ? never() : Promise.reject(boom));
  const jobIds = ["job-000000", "job-000001"];
  assert.equal(await soon(rejection(clientOf(service.fetch).cancelJobs({ jobIds, filter }).next())), boom);
});

test("return() ends watchJob during a pause and during a look, and the look is aborted", async () => {
  let looks = 0;
  let aborted = 0;
  const fetch = (url, { signal }) => {
    if ((looks += 1) === 1) return Promise.resolve(new Response(described("Active")));
    signal.addEventListener("abort", () => (aborted += 1));
    return never();
  };
  const pausing = clientOf(fetch).watchJob({ jobId, minInterval: 60_000, maxInterval: 60_000 });
  await pausing.next();
  const next = pausing.next();
  await sleep(10);
  assert.deepEqual(await soon(pausing.return()), { done: true, value: undefined });
  assert.deepEqual(await soon(next), { done: true, value: undefined });
  const looking = clientOf(fetch).watchJob({ jobId });
  const look = looking.next();
  await sleep(10);
  assert.equal((await soon(looking.return())).done, true);
  assert.equal((await soon(look)).done, true);
  assert.equal(aborted, 1);
});

test("return() ends listAllJobs while a page is requested", async () => {
  const pages = clientOf(never).listAllJobs();
  const next = pages.next();
  await sleep(10);
  assert.equal((await soon(pages.return())).done, true);
  assert.equal((await soon(next)).done, true);
});

test("an iterator without a wait can be left before it begins and after it ended, and can be thrown into", async () => {
  const jobs = clientOf(answering(listed).fetch);
  assert.deepEqual(await jobs.listAllJobs().return(1), { done: true, value: 1 });
  const all = jobs.listAllJobs();
  while (!(await all.next()).done);
  assert.deepEqual(await all.return(2), { done: true, value: 2 });
  const thrown = jobs.listAllJobs();
  await thrown.next();
  const boom = new Error("boom");
  assert.equal(await rejection(thrown.throw(boom)), boom);
});

test("a signal of a loop is checked like that of a call", async () => {
  const jobs = clientOf(answering(listed).fetch);
  for (const signal of [undefined, null, false]) assert.equal((await jobs.listAllJobs({}, { signal }).next()).done, false);
  for (const signal of [{}, "abort", true]) {
    for (const loop of [jobs.listAllJobs({}, { signal }), jobs.watchJob({ jobId }, { signal }), jobs.cancelJobs({ jobIds: [jobId] }, { signal })]) {
      assert.equal((await rejection(loop.next())).message, "signal must be an AbortSignal");
    }
  }
  for (const options of [1, "x", []]) assert.equal((await rejection(jobs.listAllJobs({}, options).next())).kind, "input");
});

const { credentials, ...keyless } = account;

for (const option of ["credentials", "authorize"]) {
  for (const pause of [undefined, null, 1]) {
    test(`a function ${option} that calls its own client, ${pause === undefined ? "at once" : pause ? "after a pause" : "later"}, ends at the deadline`, async () => {
      const { fetch, requests } = answering(described("Active"));
      let calls = 0;
      let isOver = false;
      const jobs = new esm.CosJobs({
        ...keyless,
        fetch,
        timeout: 200,
        [option]: async () => {
          calls += 1;
          if (isOver) throw new Error("over");
          if (pause) await sleep(pause);
          else if (pause === null) await null;
          await jobs.describeJob({ jobId });
          return option === "authorize" ? "q-sign-algorithm=sha1" : credentials;
        },
      });
      const call = rejection(jobs.describeJob({ jobId }));
      const other = clientOf(answering(changed(jobId, "Cancelled")).fetch).updateJobStatus({ jobId, requestedJobStatus: "Cancelled" });
      assert.equal((await soon(other)).status, "Cancelled");
      const error = await soon(call);
      assert.deepEqual([error.kind, error.code], ["credentials", "CredentialsFailed"]);
      assert.equal(requests.length, 0);
      // A function that pauses before it calls its own client goes on for ever, but hinders nothing.
      isOver = Boolean(pause);
      await sleep(600);
      const before = calls;
      await sleep(50);
      assert.equal(calls, before, "the function is not called any more");
    });
  }
}
