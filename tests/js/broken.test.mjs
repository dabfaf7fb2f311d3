/** A WebAssembly that breaks in the middle of a call, as one that finds no memory does: the caller is told, and can go on. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { account, packageFolder, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const change = { jobId, requestedJobStatus: "Cancelled" };
const bytes = readFileSync(join(packageFolder, "cos-jobs.wasm"));

/** Loads the package's WebAssembly; from then on it breaks at an answer as soon as `breaks.now` is set. */
async function load(slim, breaks) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const { instance, module } = await instantiate(...args);
    const { core_answer: answer } = instance.exports;
    const breaking = (...given) => {
      if (breaks.now) throw new WebAssembly.RuntimeError("unreachable");
      return answer(...given);
    };
    return { instance: { exports: { ...instance.exports, core_answer: breaking } }, module };
  };
  try {
    await slim.initialize(bytes);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

test("a call in which the WebAssembly breaks may have had its effect, and a new WebAssembly takes the next one", async () => {
  const slim = await import(`${pathToFileURL(join(packageFolder, "slim.js"))}?broken`);
  const breaks = { now: false };
  await load(slim, breaks);
  const body = `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Cancelled</Status></UpdateJobStatusResult>`;
  let sent = 0;
  const jobs = new slim.CosJobs({ ...account, fetch: async () => ((sent += 1), new Response(body)) });
  assert.equal((await jobs.updateJobStatus(change)).status, "Cancelled");

  breaks.now = true;
  const broken = await rejection(jobs.updateJobStatus(change));
  assert.deepEqual([broken.name, broken.kind, broken.effect, sent], ["CosJobsError", "response", "unknown", 2]);
  assert.match(broken.message, /broke \(unreachable\).*describeJob before you repeat it/);
  assert.ok(broken.cause instanceof WebAssembly.RuntimeError);
  const before = await rejection(jobs.listJobs());
  assert.match(before.message, /call `await initialize\(source\)` first/, "the slim entry has no source of its own");

  breaks.now = false;
  await load(slim, breaks);
  assert.equal((await jobs.updateJobStatus(change)).status, "Cancelled", "the same client goes on");
  assert.equal(sent, 3);
});
