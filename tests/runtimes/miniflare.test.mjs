/** Miniflare, with which Cloudflare's tools run workers on the developer's machine. It needs Node.js 22 or later. */

import { copyFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { build } from "esbuild";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { outcomeOf } from "../packaging/support/run.mjs";
import { needs, node } from "../packaging/support/runtimes.mjs";
import { createProject, FOLDER, MODULES, tool } from "./support/hosts.mjs";

const runtime = node(24, MODULES);
const project = await createProject();
await build({
  absWorkingDir: project,
  entryPoints: ["worker.mjs"],
  outdir: "dist",
  bundle: true,
  format: "esm",
  logLevel: "silent",
  conditions: ["workerd", "worker", "browser"],
  loader: { ".wasm": "copy" },
  assetNames: "[name]",
});
await copyFile(join(FOLDER, "hosts/miniflare.mjs"), join(project, "miniflare.mjs"));

const outcome = (given) => outcomeOf(runtime.program, ["miniflare.mjs", "dist"], given, { cwd: project });

test(`${tool("Miniflare")}: a worker`, needs(runtime), () => assertWorks(outcome));

test(`${tool("Miniflare")}: emulator`, needs(runtime), () => assertEmulatorWorks(outcome));
