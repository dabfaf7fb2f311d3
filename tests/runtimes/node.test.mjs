/** The versions of Node.js between the oldest and the newest, which `cargo xtask test packaging` tests. */

import { test } from "node:test";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { outcomeOf } from "../packaging/support/run.mjs";
import { needs, node } from "../packaging/support/runtimes.mjs";
import { createProject, MODULES } from "./support/hosts.mjs";

const VERSIONS = [20, 22, 24, 25];

const project = await createProject();

for (const version of VERSIONS) {
  const runtime = node(version, MODULES);
  const outcome = (file, given) => outcomeOf(runtime.program, [file], given, { cwd: project });
  for (const [file, what] of [["program.mjs", "ESM"], ["program.cjs", "CommonJS"], ["slim.mjs", "slim, ESM"]]) {
    test(`${runtime.name}: ${what}`, needs(runtime), () => assertWorks((given) => outcome(file, given)));
  }
  for (const [file, what] of [["emulator.mjs", "emulator, ESM"], ["emulator.cjs", "emulator, CommonJS"]]) {
    test(`${runtime.name}: ${what}`, needs(runtime), () => assertEmulatorWorks((given) => outcome(file, given)));
  }
}
