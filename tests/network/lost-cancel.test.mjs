/**
 * The scenario that other clients report wrongly: a cancel takes effect, and its answer is lost. They send it again, the
 * service refuses the second request, and they report a failure. benches/compare-lost-answer.mjs runs them.
 */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, esm } from "../js/support.mjs";
import { playInChromium } from "./support/chromium.mjs";
import { FAULTS, TIMEOUT } from "./support/faults.mjs";
import { startProxy } from "./support/proxy.mjs";
import { allJobs } from "./support/truth.mjs";

const direct = new esm.CosJobs(account);

/** A job that can be cancelled, and a proxy that loses the answer to the first change. */
async function prepare(t, fault) {
  const [{ jobId }] = await allJobs(direct, "Suspended");
  const plan = ({ isChange, change }) => (isChange && change === 1 ? fault : undefined);
  const proxy = await startProxy(account.endpoint, plan, FAULTS);
  t.after(() => proxy.close());
  return { jobId, proxy };
}

const isCancelled = async (jobId) => /^Cancell(ing|ed)$/.test((await direct.describeJob({ jobId })).status);

for (const fault of ["answer lost, reset", "answer lost, closed", "answer lost, silence", "reset mid-header"]) {
  test(`a cancel whose answer is lost (${fault}) is reported as a success, and is sent once`, async (t) => {
    const { jobId, proxy } = await prepare(t, fault);
    const jobs = new esm.CosJobs({ ...account, endpoint: proxy.endpoint, timeout: TIMEOUT });
    const result = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" });
    assert.match(result.status, /^Cancell(ing|ed)$/);
    assert.deepEqual([result.jobId, result.attempts, result.reconciled], [jobId, 1, true]);
    assert.deepEqual(proxy.log.map(({ method }) => method), ["POST", "GET"]);
    assert.ok(await isCancelled(jobId));
  });
}

test("in Chromium, which repeats such a request by itself, cancelJob also reports the success", async (t) => {
  const { jobId, proxy } = await prepare(t, "answer lost, reset");
  const call = { id: 0, endpoint: proxy.endpoint, method: "cancelJob", input: { jobId }, options: { timeout: TIMEOUT } };
  const [{ result, error }] = await playInChromium(t, [call], 1);
  assert.equal(error, undefined);
  assert.match(result.status, /^Cancell(ing|ed)$/);
  assert.equal(proxy.log[1].fault, "answer lost, reset");
  assert.ok(await isCancelled(jobId));
});
