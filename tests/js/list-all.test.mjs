/** listAllJobs: it yields the jobs of all pages, requests pages only when needed, yields each job once, and always ends. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createService, listed, manyJobs, refused } from "./service.mjs";
import { answering, clientOf, esm, ownAccount, rejection } from "./support.mjs";

const account = await ownAccount();

async function collect(iterable) {
  const all = [];
  for await (const item of iterable) all.push(item);
  return all;
}

const ids = (jobs) => jobs.map((job) => job.jobId);

test("all jobs of all pages of the emulator are yielded in the order of its list", async () => {
  const jobs = new esm.CosJobs(account);
  const { jobs: list } = await jobs.listJobs();
  assert.deepEqual(ids(await collect(jobs.listAllJobs({ pageSize: 5 }))), ids(list));
  assert.deepEqual(ids(await collect(jobs.listAllJobs())), ids(list));
  const complete = list.filter((job) => job.status === "Complete");
  assert.deepEqual(await collect(jobs.listAllJobs({ jobStatuses: "Complete" })), complete);
  const ended = list.filter((job) => ["Complete", "Failed"].includes(job.status));
  assert.deepEqual(await collect(jobs.listAllJobs({ jobStatuses: ["Failed", "Complete"], pageSize: 4 })), ended);
});

test("a page is requested only when it is needed, and none after the consumer has stopped", async () => {
  const service = createService(manyJobs(25));
  const jobs = clientOf(service.fetch).listAllJobs({ pageSize: 10 });
  assert.equal(service.requests.length, 0, "nothing before the first job is asked for");
  for (let taken = 1; taken <= 10; taken += 1) await jobs.next();
  assert.equal(service.requests.length, 1);
  await jobs.next();
  assert.equal(service.requests.length, 2);
  for await (const { jobId } of jobs) if (jobId === "job-000012") break;
  assert.deepEqual(await jobs.next(), { done: true, value: undefined });
  assert.equal(service.requests.length, 2);
});

test("a job whose status changes while several statuses are listed is yielded once", async () => {
  const service = createService(manyJobs(30, "Ready"));
  const seen = [];
  for await (const { jobId } of clientOf(service.fetch).listAllJobs({ jobStatuses: ["Ready", "Active"], pageSize: 3 })) {
    seen.push(jobId);
    for (const job of service.jobs.values()) job.status = job.status === "Ready" ? "Active" : "Ready";
  }
  assert.deepEqual(seen, [...service.jobs.keys()]);
});

test("for one status the service filters; for an empty list of statuses no request is sent", async () => {
  const service = createService(manyJobs(3));
  await collect(clientOf(service.fetch).listAllJobs({ jobStatuses: ["Suspended", "Suspended"], pageSize: 7 }));
  assert.deepEqual(service.requests, [{ action: "ListJobs", jobStatuses: "Suspended", maxResults: "7" }]);
  assert.deepEqual(await collect(clientOf(service.fetch).listAllJobs({ jobStatuses: [] })), []);
  assert.equal(service.requests.length, 1);
});

test("pages that never end are an error, not an endless loop or an incomplete list", async () => {
  for (const circle of [["a"], ["a", "b"], ["a", "b", "c", "d", "e"]]) {
    let pages = 0;
    const fetch = async () => new Response(listed([{ jobId: "j", status: "New" }], circle[pages++ % circle.length]));
    const error = await rejection(collect(clientOf(fetch).listAllJobs()));
    assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "response", "UnexpectedResponse"]);
    assert.ok(pages < 30, `${pages} pages`);
  }
});

test("an error on a later page is thrown after the jobs of the earlier pages", async () => {
  const service = createService(manyJobs(5));
  service.before = ({ nextToken }) => nextToken && refused("AccessDenied", 403);
  const seen = [];
  const listing = async () => {
    for await (const job of clientOf(service.fetch).listAllJobs({ pageSize: 2 })) seen.push(job.jobId);
  };
  assert.equal((await rejection(listing())).code, "AccessDenied");
  assert.deepEqual(seen, ["job-000000", "job-000001"]);
});

test("an abort ends a listing at once, also between two jobs of a page", async () => {
  const service = createService(manyJobs(5));
  const controller = new AbortController();
  const jobs = clientOf(service.fetch).listAllJobs({}, { signal: controller.signal });
  await jobs.next();
  const reason = new Error("enough");
  controller.abort(reason);
  assert.equal(await rejection(jobs.next()), reason);
  const late = clientOf(service.fetch).listAllJobs({}, { signal: controller.signal });
  assert.equal(await rejection(late.next()), reason);
  assert.equal(service.requests.length, 1);
});

test("bad input is refused before anything is sent", async () => {
  for (const [input, mentions] of [
    [{ jobStatuses: "Canceled" }, "jobStatuses"],
    [{ jobStatuses: ["Ready", 5] }, "jobStatuses[1]"],
    [{ jobStatuses: 5 }, "jobStatuses"],
    [{ pageSize: 0 }, "pageSize"],
    [{ pageSize: 1001 }, "pageSize"],
    [5, "must be an object"],
  ]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch).listAllJobs(input).next());
    assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "input", "InvalidInput"]);
    assert.ok(error.message.includes(mentions), error.message);
    assert.equal(requests.length, 0);
  }
});
