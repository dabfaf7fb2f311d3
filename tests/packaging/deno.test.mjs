/** Deno, with permission only for requests to the service. */

import { join } from "node:path";
import { test } from "node:test";

import { assertWorks, options } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, runtimeOf } from "./support/runtimes.mjs";

const deno = runtimeOf("deno", "deno");

test("Deno needs permission only for the service's host", needs(deno), async () => {
  const project = await createProject();
  const args = [
    "run",
    "--no-prompt",
    "--cached-only",
    "--node-modules-dir=manual",
    `--allow-net=${new URL(options.endpoint).host}`,
    "program.mjs",
  ];
  const env = { DENO_DIR: join(project, ".deno"), DENO_NO_UPDATE_CHECK: "1" };
  await assertWorks((given) => outcomeOf(deno.program, args, given, { cwd: project, env }));
});
