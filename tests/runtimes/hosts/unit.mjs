/** Texts of unit tests, for Jest and for Vitest. The task is in the environment, and the outcome goes to a file. */

const BODY = `
const task = JSON.parse(process.env.COS_JOBS_TASK);

test("the package works here", async () => {
  expect(typeof window).toBe("object");
  const outcome = task.options
    ? await scenario({ CosJobs, CosJobsError }, task)
    : await emulated({ CosJobs, CosJobsError, createEmulator });
  writeFileSync(process.env.COS_JOBS_OUTCOME, JSON.stringify(outcome));
});
`;

export const FOR_VITEST = `
import { writeFileSync } from "node:fs";
import { CosJobs, CosJobsError } from "cos-jobs";
import { createEmulator } from "cos-jobs/emulator";
import { expect, test } from "vitest";
import { emulated } from "./emulated.mjs";
import { scenario } from "./scenario.mjs";
${BODY}`;

/** Jest runs CommonJS. The shared files are ES modules, so their functions are copied into the test. */
export const forJest = (functions) => `
const { writeFileSync } = require("node:fs");
const { CosJobs, CosJobsError } = require("cos-jobs");
const { createEmulator } = require("cos-jobs/emulator");
${functions.map((text) => text.replace("export async", "async")).join("\n")}
${BODY}`;
