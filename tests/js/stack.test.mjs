/** The stack of an error leads to the code that made the call, not into the WebAssembly. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, answering, cjs, esm } from "./support.mjs";

const refusal = ["<Error><Code>AccessDenied</Code></Error>", { status: 403 }];
const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";

/** Functions whose names a stack shows. */
const CALLS = {
  async changesStatus(jobs) {
    await jobs.updateJobStatus({ jobId, requestedJobStatus: "Ready" });
  },
  async confirmsJob(jobs) {
    await jobs.confirmJob({ jobId });
  },
  async preparesWrongly(jobs) {
    await jobs.prepare("UpdateJobStatus", { jobId });
  },
  async listsAll(jobs) {
    for await (const job of jobs.listAllJobs()) assert.fail(job.jobId);
  },
  async listsWrongly(jobs) {
    for await (const job of jobs.listAllJobs({ pageSize: 0 })) assert.fail(job.jobId);
  },
  async watches(jobs) {
    for await (const { status } of jobs.watchJob({ jobId })) assert.fail(status);
  },
  async waits(jobs) {
    await jobs.waitForJob({ jobId });
  },
};

for (const [format, { CosJobs }] of Object.entries({ "an ES module": esm, CommonJS: cjs })) {
  for (const [name, call] of Object.entries(CALLS)) {
    test(`in ${format}, the stack of an error shows the function that ${name}`, async () => {
      const { fetch } = answering(refusal);
      const jobs = new CosJobs({ ...account, fetch });
      // The second call finds a client that is ready.
      for (const attempt of ["first", "second"]) {
        const error = await call(jobs).catch((error) => error);
        assert.equal(error.name, "CosJobsError", attempt);
        const [first, ...frames] = error.stack.split("\n");
        assert.equal(first, `CosJobsError: ${error.message}`);
        assert.ok(frames.some((frame) => frame.includes(name)), error.stack);
        assert.ok(!frames.some((frame) => frame.includes("wasm")), error.stack);
      }
    });
  }
}

test("an error keeps its facts if the host's function for stacks fails", async (t) => {
  const { captureStackTrace } = Error;
  t.after(() => (Error.captureStackTrace = captureStackTrace));
  Error.captureStackTrace = () => {
    throw new Error("no stack");
  };
  const { fetch } = answering(refusal);
  const error = await new esm.CosJobs({ ...account, fetch }).describeJob({ jobId }).catch((error) => error);
  assert.deepEqual([error.name, error.code], ["CosJobsError", "AccessDenied"]);
});
