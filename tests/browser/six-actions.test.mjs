// All six actions from a page in a real browser. The page's origin differs from the service's, so CORS applies.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { chromium } from "playwright-core";

const CONSOLE_URL = process.env.COS_JOBS_CONSOLE_URL;
const input = JSON.parse(readFileSync(new URL("../fixtures/create-job/copy.json", import.meta.url), "utf8"));

/** Runs in the page: creates a job, reads it, changes its priority, confirms it and deletes it. */
async function roundTrip(input) {
  const { CosJobs } = await import("/cos-jobs/index.js");
  const account = await (await fetch("/connection.json")).json();
  const jobs = new CosJobs(account);
  const { clientRequestToken, ...request } = input;
  const created = await jobs.createJob({ ...request, confirmationRequired: true });
  const { jobId } = created;
  const described = await jobs.describeJob({ jobId });
  const listed = (await jobs.listJobs()).jobs.some((job) => job.jobId === jobId);
  const ranked = await jobs.updateJobPriority({ jobId, priority: 2147483647 });
  const cancelled = await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled", statusUpdateReason: "一个测试" });
  const refusal = await jobs.updateJobStatus({ jobId: "none", requestedJobStatus: "Ready" }).catch((error) => error);
  const deleted = await jobs.deleteJob({ jobId });
  const gone = await jobs.describeJob({ jobId }).catch((error) => error);
  return {
    jobId,
    described,
    listed,
    ranked,
    cancelled,
    deleted,
    refusal: refusal.toJSON(),
    gone: gone.toJSON(),
    tokenMade: created.clientRequestToken !== clientRequestToken && created.clientRequestToken.length === 36,
  };
}

test("the six actions work in Chromium", async (t) => {
  assert.ok(CONSOLE_URL, "COS_JOBS_CONSOLE_URL is not set: run `cargo xtask test`");
  const browser = await chromium.launch({
    executablePath: process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
  t.after(() => browser.close());
  const page = await browser.newPage();
  await page.goto(CONSOLE_URL);
  const seen = await page.evaluate(roundTrip, input);
  for (const name of ["manifest", "operation", "report", "roleArn", "description"]) {
    assert.deepEqual(seen.described[name], input[name], name);
  }
  assert.equal(seen.listed, true);
  assert.equal(seen.tokenMade, true);
  assert.deepEqual([seen.ranked.jobId, seen.ranked.priority], [seen.jobId, 2147483647]);
  assert.match(seen.cancelled.status, /^Cancell(ing|ed)$/);
  assert.equal(seen.cancelled.statusUpdateReason, "一个测试");
  assert.ok(seen.cancelled.requestId.length > 0, "CORS must let the page read the request id");
  assert.deepEqual([seen.refusal.code, seen.refusal.statusCode, seen.refusal.effect], ["NoSuchJob", 404, "none"]);
  assert.equal(seen.deleted.jobId, seen.jobId);
  assert.equal(seen.gone.code, "NoSuchJob");
});
