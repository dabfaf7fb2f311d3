/** Bun, both module formats. */

import { test } from "node:test";

import { assertEmulatorWorks, assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, runtimeOf } from "./support/runtimes.mjs";

const bun = runtimeOf("Bun", "bin/bun");
const project = await createProject();

const settings = { cwd: project, env: { DO_NOT_TRACK: "1" } };
const outcome = (file, given) => outcomeOf(bun.program, ["--no-install", file], given, settings);

for (const [file, what] of [["program.mjs", "ESM"], ["program.cjs", "CommonJS"], ["slim.mjs", "slim"]]) {
  test(`${bun.name}: ${what}`, needs(bun), () => assertWorks((given) => outcome(file, given)));
}

test(`${bun.name}: emulator`, needs(bun), () => assertEmulatorWorks((given) => outcome("emulator.mjs", given)));
