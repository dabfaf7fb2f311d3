/** Jest with jsdom, and Vitest with jsdom and happy-dom, and the examples for them. */

import { cp, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { run } from "../packaging/support/run.mjs";
import { FOR_VITEST, forJest } from "./hosts/unit.mjs";
import { createProject, MODULES, tool } from "./support/hosts.mjs";

const project = await createProject();
const shared = await Promise.all(["scenario.mjs", "emulated.mjs"].map((file) => readFile(join(project, file), "utf8")));
await writeFile(join(project, "jest.test.cjs"), forJest(shared));
await writeFile(join(project, "vitest.test.mjs"), FOR_VITEST);

const examples = join(project, "examples");
await cp(join(project, "node_modules/cos-jobs/examples"), examples, { recursive: true });

/** Jest's own jsdom environment hides TextDecoder and fetch, so the example's is used. */
const ENVIRONMENT = join(examples, "jest/jsdom-environment.mjs");
const JEST = [join(MODULES, "jest/bin/jest.js"), `--env=${ENVIRONMENT}`, "--testMatch=**/jest.test.cjs", "--rootDir=."];
const VITEST = [join(MODULES, "vitest/vitest.mjs"), "run", "vitest.test.mjs"];

/** Runs the unit test with the task and returns the outcome that it wrote. */
async function outcome(args, given) {
  const file = join(project, "outcome.json");
  const env = { COS_JOBS_TASK: JSON.stringify(given), COS_JOBS_OUTCOME: file, NODE_ENV: "test" };
  await run(process.execPath, args, { cwd: project, env });
  return JSON.parse(await readFile(file, "utf8"));
}

const HOSTS = [
  [tool("Jest"), "jsdom with the environment of examples/jest", JEST],
  [tool("Vitest"), tool("jsdom"), [...VITEST, "--environment=jsdom"]],
  [tool("Vitest"), tool("happy-dom"), [...VITEST, "--environment=happy-dom"]],
];

for (const [name, environment, args] of HOSTS) {
  test(`${name}: ${environment}`, () => assertWorks((given) => outcome(args, given)));
  test(`${name}: ${environment}, emulator`, () => assertEmulatorWorks((given) => outcome(args, given)));
}

test(`${tool("Vitest")}: the example with fake timers`, () =>
  run(process.execPath, [...VITEST.slice(0, 2), "examples/vitest"], { cwd: project }));
