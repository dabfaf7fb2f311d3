/** Deno, with permission only for requests to the service, and for nothing with the emulator. */

import { join } from "node:path";
import { test } from "node:test";

import { assertEmulatorWorks, assertWorks, options } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { needs, runtimeOf } from "./support/runtimes.mjs";

const deno = runtimeOf("Deno", "deno");

const project = await createProject();

function outcome(file, given, permissions) {
  const args = ["run", "--no-prompt", "--cached-only", "--node-modules-dir=manual", ...permissions, file];
  const env = { DENO_DIR: join(project, ".deno"), DENO_NO_UPDATE_CHECK: "1" };
  return outcomeOf(deno.program, args, given, { cwd: project, env });
}

test(`${deno.name}: permission only for the service's host`, needs(deno), () =>
  assertWorks((given) => outcome("program.mjs", given, [`--allow-net=${new URL(options.endpoint).host}`])));

test(`${deno.name}: emulator without any permission`, needs(deno), () =>
  assertEmulatorWorks((given) => outcome("emulator.mjs", given, [])));
