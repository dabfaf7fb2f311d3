/** cancelJobs: it cancels the selected jobs only and gives one correct outcome for each job, also if it is stopped. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { createService, manyJobs, refused } from "./service.mjs";
import { account, answering, clientOf, esm, rejection, startEmulator } from "./support.mjs";

async function collect(iterable) {
  const all = [];
  for await (const item of iterable) all.push(item);
  return all;
}

const cancelled = (service) => [...service.jobs.values()].filter((job) => job.status === "Cancelled").map((job) => job.jobId);

/** Collects all values until the iteration ends or fails. */
async function collectAll(iterable) {
  const outcomes = [];
  try {
    for await (const outcome of iterable) outcomes.push(outcome);
    return { outcomes };
  } catch (error) {
    return { outcomes, error };
  }
}

test("on the emulator every job has one outcome, which matches the state of the emulator", async (t) => {
  const jobs = new esm.CosJobs({ ...account, ...(await startEmulator(t, "--seed-jobs", "300")) });
  const before = await collect(jobs.listAllJobs());
  const missing = "00000000-0000-4000-8000-000000000000";
  const jobIds = [missing, ...before.flatMap(({ jobId }) => [jobId, jobId])];
  const outcomes = await collect(jobs.cancelJobs({ jobIds, reason: "cleaning up", concurrency: 16 }));
  const byId = new Map(outcomes.map((outcome) => [outcome.jobId, outcome]));
  assert.equal(outcomes.length, before.length + 1, "each id once");
  assert.equal(byId.size, outcomes.length);
  assert.deepEqual([byId.get(missing).outcome, byId.get(missing).error.code], ["failed", "NoSuchJob"]);
  const kinds = new Set(outcomes.map(({ outcome }) => outcome));
  assert.ok(["cancelled", "already", "skipped"].every((kind) => kinds.has(kind)));
  for await (const { jobId, status } of jobs.listAllJobs()) {
    const { outcome } = byId.get(jobId);
    assert.equal(/^Cancell(ing|ed)$/.test(status), ["cancelled", "already"].includes(outcome), `${jobId} ${status} ${outcome}`);
  }
  const { jobId } = outcomes.find(({ outcome }) => outcome === "cancelled");
  assert.equal((await jobs.describeJob({ jobId })).statusUpdateReason, "cleaning up");
});

test("only the jobs that match the status and the filter are cancelled, and the filter always gets jobs of the same form", async () => {
  const all = manyJobs(40).map((job, index) => ({ ...job, status: index % 2 ? "Ready" : "Suspended", description: `d${index % 4}` }));
  const service = createService(all);
  const forms = new Set();
  const filter = async (job) => {
    forms.add(`${job.operation} ${typeof job.progressSummary.totalNumberOfTasks}`);
    return job.description === "d2";
  };
  const outcomes = await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended", filter }));
  const meant = all.filter((_, index) => index % 4 === 2).map((job) => job.jobId);
  assert.deepEqual(outcomes.map(({ jobId }) => jobId).sort(), meant);
  assert.deepEqual(new Set(outcomes.map(({ outcome, status }) => `${outcome} ${status}`)), new Set(["cancelled Cancelled"]));
  assert.deepEqual(cancelled(service), meant);
  assert.deepEqual([...forms], ["COSDeleteObject number"]);
});

test("a job that changed after it was listed is skipped, or reported as cancelled already", async () => {
  const service = createService(manyJobs(4));
  const [stays, confirmed, gone, ended] = service.jobs.keys();
  service.before = ({ action, jobId }) => {
    if (action !== "DescribeJob") return;
    const changes = { [confirmed]: "Active", [gone]: "Cancelling", [ended]: "Complete" };
    service.jobs.get(jobId).status = changes[jobId] ?? "Suspended";
  };
  const outcomes = await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: ["Suspended", "Ready"], concurrency: 1 }));
  assert.deepEqual(outcomes, [
    { jobId: stays, outcome: "cancelled", status: "Cancelled" },
    { jobId: confirmed, outcome: "skipped", status: "Active" },
    { jobId: gone, outcome: "already", status: "Cancelling" },
    { jobId: ended, outcome: "skipped", status: "Complete" },
  ]);
  assert.equal(service.count("UpdateJobStatus"), 1);
});

test("the filter is called again with the current job immediately before its change", async () => {
  const service = createService(manyJobs(3).map((job) => ({ ...job, description: "old" })));
  service.before = ({ action, jobId }) => {
    if (action === "DescribeJob" && jobId === "job-000001") service.jobs.get(jobId).description = "new";
  };
  const filter = async (job) => job.description === "old";
  const outcomes = await collect(clientOf(service.fetch).cancelJobs({ filter, concurrency: 1 }));
  assert.deepEqual(outcomes.map(({ outcome }) => outcome), ["cancelled", "skipped", "cancelled"]);
});

test("a dry run changes nothing and reports what would be changed", async () => {
  const statuses = ["Suspended", "Active", "Cancelling", "Complete", "Suspended"];
  const service = createService(manyJobs(5).map((job, index) => ({ ...job, status: statuses[index] })));
  const jobIds = [...service.jobs.keys()];
  const plan = (input) => collect(clientOf(service.fetch).cancelJobs({ ...input, dryRun: true, concurrency: 1 }));
  const skipped = (index) => ({ jobId: jobIds[index], outcome: "skipped", status: statuses[index] });
  const already = { jobId: jobIds[2], outcome: "already", status: "Cancelling" };
  assert.deepEqual(await plan({ jobIds }), [skipped(0), skipped(1), already, skipped(4)]);
  assert.deepEqual(await plan({ jobStatuses: "Suspended", filter: ({ jobId }) => jobId !== jobIds[0] }), [skipped(4)]);
  assert.deepEqual(await plan({ filter: () => true }), [skipped(0), skipped(1), already, skipped(4)]);
  assert.equal(service.count("UpdateJobStatus"), 0);
  assert.equal(service.count("DescribeJob"), 5, "a list is enough for a plan");
});

test("a selection of more than maxJobs is refused before anything is changed, and a smaller one is cancelled", async () => {
  const service = createService(manyJobs(5000));
  const client = clientOf(service.fetch);
  for (const input of [{ jobStatuses: "Suspended" }, { filter: () => true, dryRun: true }, { jobIds: [...service.jobs.keys()] }]) {
    const { outcomes, error } = await collectAll(client.cancelJobs({ ...input, maxJobs: 1500 }));
    assert.deepEqual([error.name, error.kind, error.code, outcomes.length], ["CosJobsError", "input", "TooManySelected", 0]);
    assert.match(error.message, /1500/);
  }
  assert.equal(service.count("UpdateJobStatus") + service.count("DescribeJob"), 0);
  assert.equal(service.count("ListJobs"), 4, "two pages each, and none that can't matter");
  const few = ({ jobId }) => jobId < "job-000020";
  const outcomes = await collect(client.cancelJobs({ jobStatuses: "Suspended", filter: few, maxJobs: 20 }));
  assert.equal(outcomes.length, 20);
  assert.equal(cancelled(service).length, 20);
});

test("changes run in parallel up to the limit, and never more", async () => {
  const service = createService(manyJobs(60));
  let now = 0;
  let most = 0;
  service.before = async ({ action }) => {
    if (action === "ListJobs") return;
    most = Math.max(most, (now += 1));
    await sleep(1);
    now -= 1;
  };
  for (const [concurrency, expected] of [[undefined, 8], [3, 3], [64, 60]]) {
    most = 0;
    for (const job of service.jobs.values()) job.status = "Suspended";
    await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended", concurrency }));
    assert.equal(most, expected);
  }
});

test("when the consumer stops, no further change begins, and none continues unnoticed", async () => {
  const service = createService(manyJobs(200));
  // Every third change takes long, so that some changes are still running at each outcome.
  service.before = ({ action, jobId }) => sleep(action === "UpdateJobStatus" && Number(jobId.slice(-3)) % 3 === 0 ? 40 : 1);
  let taken = 0;
  for await (const { outcome } of clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended", concurrency: 10 })) {
    assert.equal(outcome, "cancelled");
    if ((taken += 1) === 20) break;
  }
  const [sent, done] = [service.count("UpdateJobStatus"), cancelled(service).length];
  assert.ok(sent > 20 && sent < 40, `${sent} changes for 20 outcomes`);
  await sleep(100);
  assert.deepEqual([service.count("UpdateJobStatus"), cancelled(service).length], [sent, done]);
  assert.equal(done, sent, "what was sent had its end before the loop was left");
});

test("after an abort each sent change gets an outcome, no other job is changed, and then the iterator throws the reason", async () => {
  for (const moment of [5, 17, 100]) {
    const service = createService(manyJobs(200));
    const controller = new AbortController();
    const reason = { at: moment };
    service.before = async ({ action }) => {
      if (action === "UpdateJobStatus" && service.count("UpdateJobStatus") === moment) controller.abort(reason);
      await sleep(1);
    };
    const options = { signal: controller.signal };
    const { outcomes, error } = await collectAll(
      clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended", concurrency: 10 }, options),
    );
    assert.equal(error, reason);
    await sleep(20);
    assert.equal(service.count("UpdateJobStatus"), moment, "none was sent after the abort");
    assert.deepEqual(outcomes.map(({ jobId }) => jobId).sort(), cancelled(service));
    assert.ok(outcomes.every(({ outcome }) => outcome === "cancelled"));
  }
});

test("an abort inside the filter stops before the job that the filter was called with", async () => {
  const service = createService(manyJobs(10));
  const controller = new AbortController();
  const filter = ({ jobId }) => {
    if (jobId === "job-000004") controller.abort("here");
    return true;
  };
  const options = { signal: controller.signal };
  const { outcomes, error } = await collectAll(clientOf(service.fetch).cancelJobs({ filter, concurrency: 2 }, options));
  assert.equal(error, "here");
  assert.deepEqual(outcomes.map(({ jobId }) => jobId).sort(), cancelled(service));
  assert.ok(!service.requests.some(({ jobId }) => jobId >= "job-000004"));
});

test("an abort before the start, during the listing, or during the count of the jobs changes nothing", async () => {
  const service = createService(manyJobs(10));
  const jobs = (input, signal) => collectAll(clientOf(service.fetch).cancelJobs(input, { signal }));
  const early = await jobs({ jobIds: ["a"] }, AbortSignal.abort("early"));
  assert.deepEqual([early.error, early.outcomes, service.requests.length], ["early", [], 0]);
  for (const more of [{}, { maxJobs: 100 }]) {
    const controller = new AbortController();
    service.before = () => {
      controller.abort("while listing");
      return new Promise(() => {});
    };
    const { error, outcomes } = await jobs({ jobStatuses: "Suspended", ...more }, controller.signal);
    assert.deepEqual([error, outcomes], ["while listing", []]);
  }
  assert.equal(service.count("UpdateJobStatus"), 0);
});

test("a change with an unknown effect is reported as unknown, and a refused one as failed", async () => {
  const service = createService(manyJobs(3));
  let isLost = false;
  service.before = ({ action, jobId }) => {
    if (jobId === "job-000001" && action === "UpdateJobStatus") isLost = true;
    if (jobId === "job-000001" && isLost) throw new TypeError("terminated");
    if (jobId === "job-000002" && action === "UpdateJobStatus") return refused("AccessDenied", 403);
  };
  const outcomes = await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended", concurrency: 1 }));
  assert.deepEqual(outcomes.map(({ outcome }) => outcome), ["cancelled", "unknown", "failed"]);
  assert.deepEqual(outcomes.map(({ error }) => error?.effect), [undefined, "unknown", "none"]);
  assert.equal(outcomes[2].error.code, "AccessDenied");
  assert.equal(outcomes[2].status, "Suspended");
});

test("a change whose answer was lost is reconciled: if it took effect, it is not a failure", async () => {
  const service = createService(manyJobs(20));
  service.before = async ({ action, jobId }) => {
    if (action !== "UpdateJobStatus") return;
    service.jobs.get(jobId).status = "Cancelling";
    throw new TypeError("terminated");
  };
  const outcomes = await collect(clientOf(service.fetch, { maxAttempts: 2 }).cancelJobs({ jobStatuses: "Suspended" }));
  assert.deepEqual(new Set(outcomes.map(({ outcome, status }) => `${outcome} ${status}`)), new Set(["cancelled Cancelling"]));
});

test("the error of a listing that fails midway comes after the outcomes of the changes that were sent", async () => {
  const service = createService(manyJobs(3000));
  service.before = ({ nextToken }) => nextToken && refused("AccessDenied", 403);
  const { outcomes, error } = await collectAll(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended" }));
  assert.equal(error.code, "AccessDenied");
  assert.deepEqual(outcomes.map(({ jobId }) => jobId).sort(), cancelled(service));
  assert.ok(outcomes.length > 900);
});

test("a filter that throws ends the run, and its job is not changed", async () => {
  const boom = new Error("boom");
  const service = createService(manyJobs(50));
  const filter = ({ jobId }) => {
    if (jobId === "job-000030") throw boom;
    return true;
  };
  const { outcomes, error } = await collectAll(clientOf(service.fetch).cancelJobs({ jobIds: [...service.jobs.keys()], filter }));
  assert.equal(error, boom);
  assert.deepEqual(outcomes.map(({ jobId }) => jobId).sort(), cancelled(service));
  assert.ok(!cancelled(service).includes("job-000030"));
});

test("an error of another call inside the filter is not the outcome of the job", async () => {
  const lost = new esm.CosJobsError({ kind: "network", code: "Timeout", message: "another job", effect: "unknown" });
  const service = createService(manyJobs(3));
  const filter = () => Promise.reject(lost);
  const { outcomes, error } = await collectAll(clientOf(service.fetch).cancelJobs({ jobIds: [...service.jobs.keys()], filter }));
  assert.equal(error, lost);
  assert.deepEqual(outcomes, []);
});

test("bad input is refused before anything is sent", async () => {
  for (const [input, mentions] of [
    [undefined, "jobIds"],
    [{}, "no jobs are selected"],
    [{ reason: "all of them" }, "no jobs are selected"],
    [{ jobIds: ["a"], jobStatuses: "Ready" }, "not both"],
    [{ jobIds: "a" }, "jobIds"],
    [{ jobIds: ["a", ".."] }, "jobIds[1]"],
    [{ jobStatuses: ["Canceled"] }, "jobStatuses[0]"],
    [{ jobIds: ["a"], filter: "x" }, "filter"],
    [{ jobIds: ["a"], reason: "x".repeat(257) }, "reason"],
    [{ jobIds: ["a"], dryRun: "yes" }, "dryRun"],
    [{ jobIds: ["a"], concurrency: 0 }, "concurrency"],
    [{ jobIds: ["a"], maxJobs: -1 }, "maxJobs"],
    [5, "must be an object"],
  ]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch).cancelJobs(input).next());
    assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "input", "InvalidInput"], error.stack);
    assert.ok(error.message.includes(mentions), error.message);
    assert.equal(requests.length, 0);
  }
  assert.deepEqual(await collect(clientOf(answering("").fetch).cancelJobs({ jobIds: [] })), []);
});

test("confirmJobs confirms the selected jobs, and needs a limit of their number", async () => {
  const jobs = [...manyJobs(5), { jobId: "running", status: "Active" }, { jobId: "over", status: "Cancelled" }];
  const service = createService(jobs);
  const client = clientOf(service.fetch);
  const refusal = await rejection(collect(client.confirmJobs({ jobStatuses: "Suspended" })));
  assert.match(refusal.message, /^maxJobs is required/);
  assert.equal(service.requests.length, 0);
  const plan = await collect(client.confirmJobs({ jobStatuses: "Suspended", dryRun: true }));
  assert.deepEqual(new Set(plan.map(({ outcome }) => outcome)), new Set(["skipped"]));
  assert.equal(service.count("UpdateJobStatus"), 0);
  const filter = ({ jobId }) => jobId !== "job-000001";
  const outcomes = await collect(client.confirmJobs({ jobStatuses: "Suspended", filter, maxJobs: 4 }));
  assert.deepEqual(outcomes.map(({ outcome, status }) => `${outcome} ${status}`), Array(4).fill("confirmed Ready"));
  assert.equal(service.jobs.get("job-000001").status, "Suspended");
  const byId = await collect(client.confirmJobs({ jobIds: ["job-000001", "running", "over"] }));
  assert.deepEqual(byId.map(({ outcome }) => outcome).sort(), ["already", "confirmed", "skipped"]);
});

test("one look precedes each change, and a job that it shows to be unselected is not changed", async () => {
  const service = createService(manyJobs(2));
  service.before = ({ action, jobId }) => {
    if (action === "DescribeJob" && jobId === "job-000001") service.jobs.get(jobId).status = "Active";
  };
  const outcomes = await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended" }));
  assert.deepEqual(outcomes.map(({ outcome }) => outcome).sort(), ["cancelled", "skipped"]);
  assert.deepEqual([service.count("DescribeJob"), service.count("UpdateJobStatus")], [2, 1]);
  assert.equal(service.jobs.get("job-000001").status, "Active");
});

test("a job that was confirmed by somebody else is not cancelled after the first request was lost", async () => {
  const [job] = manyJobs(1);
  const service = createService([job]);
  service.before = ({ action }) => {
    if (action !== "UpdateJobStatus") return;
    job.status = "Active";
    throw new TypeError("lost");
  };
  const [outcome] = await collect(clientOf(service.fetch).cancelJobs({ jobStatuses: "Suspended" }));
  assert.deepEqual([outcome.outcome, outcome.status], ["unknown", "Active"]);
  assert.equal(service.count("UpdateJobStatus"), 1);
});

test("a filter that never settles after a lost request ends at the time limit of the call", async () => {
  const service = createService(manyJobs(1));
  service.before = ({ action }) => {
    if (action === "UpdateJobStatus") throw new TypeError("lost");
  };
  let calls = 0;
  const filter = () => ((calls += 1) <= 2 ? true : new Promise(() => {}));
  const [outcome] = await collect(clientOf(service.fetch).cancelJobs({ filter }, { timeout: 50 }));
  assert.deepEqual([outcome.outcome, calls], ["unknown", 3]);
});
