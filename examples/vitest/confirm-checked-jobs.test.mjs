/**
 * Tests of confirm-checked-jobs.mjs with Vitest: no network, no account, no waiting.
 *
 *   npx vitest run examples/vitest
 *
 * The emulator has a clock of its own for the jobs, which `cos.advance()` moves. The pauses of the client between two looks at a job
 * use the timers of the host, which Vitest replaces by fake ones.
 */

import { CosJobs } from "cos-jobs";
import { createEmulator } from "cos-jobs/emulator";
import { afterEach, beforeEach, expect, test, vi } from "vitest";

import { confirmCheckedJobs } from "./confirm-checked-jobs.mjs";

const WAITING = [
  { jobId: "nightly", description: "nightly copy", tasks: 1_000 },
  { jobId: "other", description: "something else" },
];

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

async function start() {
  const cos = await createEmulator({ jobs: WAITING });
  return { cos, jobs: new CosJobs({ ...cos.account, fetch: cos.fetch }) };
}

test("only the checked jobs are confirmed", async () => {
  const { cos, jobs } = await start();
  expect(await confirmCheckedJobs(jobs, ["nightly copy"])).toEqual({ confirmed: ["nightly"], unknown: [] });
  expect(cos.job("nightly")?.status).toBe("Ready");
  expect(cos.job("other")?.status).toBe("Suspended");
});

test("a lost answer is not a failure", async () => {
  const { cos, jobs } = await start();
  cos.fail({ what: "lost-answer", action: "UpdateJobStatus" });
  const confirming = confirmCheckedJobs(jobs, ["nightly copy"]);
  // The client pauses before it looks whether the job was confirmed.
  await vi.advanceTimersByTimeAsync(5_000);
  expect(await confirming).toEqual({ confirmed: ["nightly"], unknown: [] });
});

test("a job is followed to its end without waiting", async () => {
  const { cos, jobs } = await start();
  await confirmCheckedJobs(jobs, ["nightly copy"]);
  const ended = jobs.waitForJob({ jobId: "nightly" });
  // One minute of the jobs' time is enough for all tasks. One minute of the host's time contains the next look of the client.
  cos.advance(60_000);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(await ended).toMatchObject({ status: "Complete", progressSummary: { numberOfTasksSucceeded: 1_000 } });
});
