/** The WebAssembly traps in the middle of a call, for example because it has no memory left: the call rejects, and the next call works. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { account, packageFolder, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const change = { jobId, requestedJobStatus: "Cancelled" };
const bytes = readFileSync(join(packageFolder, "cos-jobs.wasm"));

/** Loads the package's WebAssembly. It traps when it continues a call while `breaks.now` is set. */
async function load(slim, breaks) {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...args) => {
    const { instance, module } = await instantiate(...args);
    const exports = { ...instance.exports };
    const callbacks = Object.keys(exports).filter((name) => name.startsWith("wasm_bindgen__convert__closures"));
    assert.ok(callbacks.length > 0, "there are callbacks to break");
    for (const name of callbacks) {
      exports[name] = (...given) => {
        if (breaks.now) throw new WebAssembly.RuntimeError("unreachable");
        return instance.exports[name](...given);
      };
    }
    return { instance: { exports }, module };
  };
  try {
    await slim.initialize(bytes);
  } finally {
    WebAssembly.instantiate = instantiate;
  }
}

test("the effect of a call in which the WebAssembly traps is unknown, and the next call uses a new instance", async () => {
  const slim = await import(`${pathToFileURL(join(packageFolder, "slim.js"))}?broken`);
  const breaks = { now: false, atAnswer: false };
  await load(slim, breaks);
  const body = `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Cancelled</Status></UpdateJobStatusResult>`;
  let sent = 0;
  const fetch = async () => {
    sent += 1;
    breaks.now = breaks.atAnswer;
    return new Response(body);
  };
  const jobs = new slim.CosJobs({ ...account, fetch });
  assert.equal((await jobs.updateJobStatus(change)).status, "Cancelled");

  breaks.atAnswer = true;
  const broken = await rejection(jobs.updateJobStatus(change));
  assert.deepEqual([broken.name, broken.kind, broken.effect, sent], ["CosJobsError", "response", "unknown", 2]);
  assert.match(broken.message, /broke \(unreachable\).*describeJob before you repeat it/);
  assert.ok(broken.cause instanceof WebAssembly.RuntimeError);
  const before = await rejection(jobs.listJobs());
  assert.match(before.message, /call `await initialize\(source\)` first/, "the slim entry has no source of its own");

  breaks.now = breaks.atAnswer = false;
  await load(slim, breaks);
  assert.equal((await jobs.updateJobStatus(change)).status, "Cancelled", "the same client goes on");
  assert.equal(sent, 3);
});
