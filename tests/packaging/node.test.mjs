/** Node: the current version, the oldest supported version, and the newest. */

import { test } from "node:test";

import { assertEmulatorWorks, assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, node, thisNode } from "./support/runtimes.mjs";

const project = await createProject();

const PROGRAMS = {
  "program.mjs": "ESM",
  "program.cjs": "CommonJS",
  "slim.mjs": "slim, ESM",
  "slim.cjs": "slim, CommonJS",
};

for (const runtime of [thisNode, node("oldest"), node("newest")]) {
  for (const [file, what] of Object.entries(PROGRAMS)) {
    test(`${runtime.name}: ${what}`, needs(runtime), () =>
      assertWorks((given) => outcomeOf(runtime.program, [file], given, { cwd: project })));
  }
  for (const [file, what] of [["emulator.mjs", "emulator, ESM"], ["emulator.cjs", "emulator, CommonJS"]]) {
    test(`${runtime.name}: ${what}`, needs(runtime), () =>
      assertEmulatorWorks((given) => outcomeOf(runtime.program, [file], given, { cwd: project })));
  }
}
