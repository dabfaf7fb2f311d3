/** watchJob: the progress never decreases, the remaining time is plausible, there are few requests, and it always ends. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createService, refused, turnClock } from "./service.mjs";
import { answering, account, clientOf, esm, rejection, startEmulator } from "./support.mjs";

const jobId = "job";

// Loads the WebAssembly before a test mocks the timers.
await esm.initialize();

async function collect(iterable) {
  const all = [];
  for await (const item of iterable) all.push(item);
  return all;
}

/** A service whose only job is what the function returns for the current time of the mocked clock. */
function timedService(t, now) {
  t.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const service = createService([{ jobId }]);
  service.before = () => void service.jobs.set(jobId, { jobId, ...now(Date.now()) });
  return service;
}

/** A job of 10,000 tasks that runs for a minute after five seconds of preparation. */
function aMinute(now) {
  const total = 10_000;
  if (now < 1_000) return { status: "New" };
  if (now < 3_000) return { status: "Preparing" };
  if (now < 5_000) return { status: "Ready", total };
  const done = Math.min(total, Math.floor((now - 5_000) / 6));
  const failed = Math.floor(done / 100);
  const status = now < 65_000 ? "Active" : now < 67_000 ? "Completing" : "Complete";
  return { status, total, succeeded: done - failed, failed };
}

test("a job of 10,000 tasks: monotonic progress, a plausible remaining time, half as many requests as one per second", async (t) => {
  const service = timedService(t, aMinute);
  const told = [];
  const watching = async () => {
    for await (const update of clientOf(service.fetch).watchJob({ jobId })) told.push({ at: Date.now(), ...update });
  };
  await turnClock(t, watching());
  const { at: end, ...last } = told.at(-1);
  assert.deepEqual([last.status, last.done, last.failed, last.total], ["Complete", 10_000, 100, 10_000]);
  assert.ok(end < 67_000 + 3_000, `the end was told after ${end} ms`);
  assert.ok(service.requests.length < end / 1000 / 2, `${service.requests.length} requests in ${end} ms`);
  assert.ok(told.length > 15, `${told.length} updates`);
  told.reduce((before, now) => {
    for (const count of ["done", "total", "succeeded", "failed"]) assert.ok(now[count] >= before[count], count);
    return now;
  });
  const estimates = told.filter((update) => update.etaSeconds !== undefined);
  assert.ok(estimates.length > 10);
  for (const { at, etaSeconds, perSecond } of estimates) {
    const left = Math.max(0, 65_000 - at) / 1000;
    assert.ok(Math.abs(etaSeconds - left) <= 2 + left / 10, `${etaSeconds} s told, ${left} s left`);
    assert.ok(perSecond > 100 && perSecond < 200, `${perSecond} tasks a second`);
  }
  for (const update of told) {
    assert.equal(update.job.jobId, jobId);
    assert.equal(update.status, update.job.status);
    assert.equal(update.done, update.succeeded + update.failed);
  }
});

test("on the emulator a job is watched until it waits for confirmation, and after that until its end", async (t) => {
  const jobs = new esm.CosJobs({ ...account, ...(await startEmulator(t, "--empty", "--speed", "40")) });
  const { jobId } = await jobs.createJob({
    manifest: {
      location: { eTag: "e", objectArn: "qcs::cos:ap-chengdu::b-1250000000/tasks-10000.csv" },
      spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] },
    },
    operation: { cosDeleteObject: {} },
    priority: 1,
    report: { enabled: false },
    roleArn: "qcs::cam::uin/100000000001:roleName/r",
    confirmationRequired: true,
  });
  const intervals = { minInterval: 10, maxInterval: 1000 };
  const first = await collect(jobs.watchJob({ jobId, ...intervals }));
  assert.equal(first.at(-1).status, "Suspended");
  await jobs.confirmJob({ jobId });
  const told = await collect(jobs.watchJob({ jobId, ...intervals }));
  const done = told.map((update) => update.done);
  assert.deepEqual(done, [...done].sort((a, b) => a - b));
  assert.deepEqual([told.at(-1).status, told.at(-1).done], ["Complete", 10_000]);
});

test("a job that does not change is polled less and less often, within minInterval and maxInterval", async (t) => {
  const looks = [];
  const service = timedService(t, (now) => {
    looks.push(now);
    return { status: now < 600_000 ? "Paused" : "Cancelled" };
  });
  const told = await turnClock(t, collect(clientOf(service.fetch).watchJob({ jobId, minInterval: 500, maxInterval: 20_000 })));
  assert.deepEqual(told.map((update) => update.status), ["Paused", "Cancelled"]);
  const pauses = looks.slice(1).map((at, index) => at - looks[index]);
  assert.ok(pauses[0] >= 500 && pauses[0] <= 750);
  assert.ok(Math.max(...pauses) <= 20_250 && pauses.length < 50, `${pauses}`);
  pauses.reduce((before, now) => (assert.ok(now >= before - 250), now));
});

test("an answer that is older than the previous one is ignored", async (t) => {
  const answers = [
    { status: "Active", total: 100, succeeded: 50 },
    { status: "Active", total: 100, succeeded: 40 },
    { status: "Ready" },
    { status: "Active", total: 100, succeeded: 60 },
    { status: "Complete", total: 100, succeeded: 90, failed: 10 },
  ];
  const service = timedService(t, () => answers[service.requests.length - 1]);
  const told = await turnClock(t, collect(clientOf(service.fetch).watchJob({ jobId })));
  assert.deepEqual(told.map(({ status, done }) => [status, done]), [["Active", 50], ["Active", 60], ["Complete", 100]]);
});

test("a watch continues after temporary errors", async (t) => {
  const troubles = [
    () => refused("SlowDown", 503),
    () => refused("InternalError", 500),
    () => {
      throw new TypeError("fetch failed");
    },
    () => new Response("<html>502</html>", { status: 502 }),
  ];
  const service = timedService(t, aMinute);
  const look = service.before;
  service.before = (request) => {
    const { length } = service.requests;
    return length % 2 === 0 ? troubles[(length / 2) % troubles.length]() : look(request);
  };
  const told = await turnClock(t, collect(clientOf(service.fetch).watchJob({ jobId })));
  assert.equal(told.at(-1).status, "Complete");
});

test("an error that lasts ends the watch after some time, and a permanent error ends it at once", async (t) => {
  const service = timedService(t, aMinute);
  const look = service.before;
  service.before = (request) => (Date.now() < 20_000 ? look(request) : refused("ServiceUnavailable", 503));
  const error = await rejection(turnClock(t, collect(clientOf(service.fetch).watchJob({ jobId }))));
  assert.deepEqual([error.code, error.action], ["ServiceUnavailable", "DescribeJob"]);
  assert.ok(Date.now() > 80_000 && Date.now() < 300_000, `after ${Date.now()} ms`);
  const denied = createService([]);
  denied.before = () => refused("AccessDenied", 403);
  assert.equal((await rejection(clientOf(denied.fetch).watchJob({ jobId }).next())).code, "AccessDenied");
  assert.equal(denied.requests.length, 1);
});

test("a replica that does not know a new job yet does not end a watch or a wait, but a job that stays missing does", async (t) => {
  const service = timedService(t, (now) => ({ status: now < 3_000 ? "Active" : "Complete" }));
  const look = service.before;
  let looks = 0;
  service.before = (request) => ((looks += 1) === 1 ? refused("NoSuchJob", 404) : look(request));
  const job = await turnClock(t, clientOf(service.fetch).waitForJob({ jobId }));
  assert.equal(job.status, "Complete");
  const missing = createService([]);
  const error = await rejection(turnClock(t, clientOf(missing.fetch).watchJob({ jobId }).next()));
  assert.deepEqual([error.code, missing.count("DescribeJob"), missing.count("ListJobs")], ["NoSuchJob", 4, 4]);
});

test("a job that the service does not describe any more when it has ended is found in the list", async (t) => {
  const service = timedService(t, (now) => ({ status: now < 3_000 ? "Active" : "Complete" }));
  const look = service.before;
  service.before = (request) => {
    const answer = look(request);
    const hasEnded = service.jobs.get(jobId).status === "Complete";
    return hasEnded && request.action === "DescribeJob" ? refused("NoSuchJob", 404) : answer;
  };
  const client = clientOf(service.fetch);
  assert.equal((await turnClock(t, client.waitForJob({ jobId }))).status, "Complete");
  assert.equal((await turnClock(t, collect(client.watchJob({ jobId })))).at(-1).status, "Complete");
});

test("an abort ends a watch at once, during a pause and during a request, and leaves no timer", async () => {
  const service = createService([{ jobId, status: "Paused" }]);
  const client = clientOf(service.fetch);
  const reason = { any: "reason" };
  const controller = new AbortController();
  const waiting = client.watchJob({ jobId, minInterval: 60_000 }, { signal: controller.signal });
  await waiting.next();
  const next = rejection(waiting.next());
  setTimeout(() => controller.abort(reason), 10);
  const start = Date.now();
  assert.equal(await next, reason);
  assert.ok(Date.now() - start < 5_000);
  assert.equal(service.requests.length, 1);
  // A remaining timer of one minute would keep this process alive, which the test runner notices.

  service.before = () => new Promise(() => {});
  const looking = new AbortController();
  const look = rejection(client.watchJob({ jobId }, { signal: looking.signal }).next());
  setTimeout(() => looking.abort(reason), 10);
  assert.equal(await look, reason);
});

test("no request is sent after the consumer has stopped", async (t) => {
  const service = timedService(t, aMinute);
  const watching = async () => {
    for await (const { done } of clientOf(service.fetch).watchJob({ jobId })) if (done > 0) break;
  };
  await turnClock(t, watching());
  const { length } = service.requests;
  t.mock.timers.tick(600_000);
  assert.equal(service.requests.length, length);
});

test("bad input is refused before anything is sent", async () => {
  for (const [input, mentions] of [
    [undefined, "must be an object"],
    [{}, "jobId"],
    [{ jobId: ".." }, "jobId"],
    [{ jobId, minInterval: 0 }, "minInterval"],
    [{ jobId, maxInterval: "1" }, "maxInterval"],
    [{ jobId, maxInterval: Infinity }, "maxInterval"],
    [{ jobId, minInterval: 10, maxInterval: 5 }, "minInterval"],
  ]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch).watchJob(input).next());
    assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "input", "InvalidInput"]);
    assert.ok(error.message.includes(mentions), error.message);
    assert.equal(requests.length, 0);
  }
});

test("a clock that is set back while the caller holds a job does not make the watch wait for the old time", async (t) => {
  const [late, early] = [10_000_000, 6_400_000];
  let seen = 0;
  const service = timedService(t, () => ({ status: (seen += 1) > 1 ? "Complete" : "Active" }));
  t.mock.timers.setTime(late);
  const watching = async () => {
    for await (const { status } of clientOf(service.fetch).watchJob({ jobId, maxInterval: 1000 })) {
      if (status === "Active") t.mock.timers.setTime(early);
    }
  };
  await turnClock(t, watching());
  assert.ok(Date.now() < early + 5_000, `it took ${Date.now() - early} ms`);
});
