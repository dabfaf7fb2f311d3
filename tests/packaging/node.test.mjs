/** Node: the current version, the oldest supported version, and the newest. */

import { test } from "node:test";

import { assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, node } from "./support/runtimes.mjs";

const project = await createProject();

const RUNTIMES = [
  { name: `Node ${process.versions.node}`, program: process.execPath },
  { name: "the oldest Node", ...node("oldest") },
  { name: "the newest Node", ...node("newest") },
];
const PROGRAMS = {
  "program.mjs": "ESM",
  "program.cjs": "CommonJS",
  "slim.mjs": "slim, ESM",
  "slim.cjs": "slim, CommonJS",
};

for (const runtime of RUNTIMES) {
  for (const [file, what] of Object.entries(PROGRAMS)) {
    test(`${runtime.name}: ${what}`, needs(runtime), () =>
      assertWorks((given) => outcomeOf(runtime.program, [file], given, { cwd: project })));
  }
}
