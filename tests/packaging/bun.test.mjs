/** Bun, both module formats. */

import { test } from "node:test";

import { assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, runtimeOf } from "./support/runtimes.mjs";

const bun = runtimeOf("bun", "bin/bun");
const project = await createProject();

for (const file of ["program.mjs", "program.cjs", "slim.mjs"]) {
  test(`Bun: ${file}`, needs(bun), () =>
    assertWorks((given) =>
      outcomeOf(bun.program, ["--no-install", file], given, { cwd: project, env: { DO_NOT_TRACK: "1" } })));
}
