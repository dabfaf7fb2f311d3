/** Cloudflare Workers: workerd itself, with a worker that is bundled as Cloudflare's tools do it. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { build } from "esbuild";

import { assertEmulatorWorks, assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { needs, runtimeOf } from "./support/runtimes.mjs";

/**
 * Compatibility dates of workers. The first is the oldest possible date, at which much of fetch was not implemented. The
 * second is before, and the third after, the date at which fetch's `cache` was implemented.
 */
const DAYS = ["2021-11-03", "2024-09-23", "2026-01-01"];

const workerd = runtimeOf("workerd", "bin/workerd");
const project = await createProject();
let modules;

before(async () => {
  const settings = { absWorkingDir: project, bundle: true, format: "esm", metafile: true, logLevel: "silent" };
  const { warnings, metafile } = await build({
    ...settings,
    entryPoints: ["worker.mjs"],
    outdir: "dist",
    conditions: ["workerd", "worker", "browser"],
    loader: { ".wasm": "copy" },
    assetNames: "[name]",
  });
  assert.deepEqual(warnings, []);
  modules = Object.keys(metafile.outputs);
});

test("the bundler selects the entries that import the wasm as a module", () => {
  assert.deepEqual(modules.toSorted(), ["dist/cos-jobs.wasm", "dist/emulator.wasm", "dist/worker.js"]);
});

for (const day of DAYS) {
  test(`${workerd.name}: compatibility date ${day}, with the emulator`, needs(workerd), async () => {
    const url = await serveWorker(day);
    const perform = async (given) => {
      const response = await fetch(url, { method: "POST", body: JSON.stringify(given) });
      assert.ok(response.ok, await response.clone().text());
      return response.json();
    };
    // In parallel, because the first requests share the loading, and a request of a worker must not wait for the I/O of another.
    await Promise.all([assertWorks(perform), assertWorks(perform)]);
    await assertWorks(perform);
    await assertEmulatorWorks(perform);
  });
}

/** Starts workerd and returns the worker's address. */
async function serveWorker(day) {
  await writeFile(join(project, `${day}.capnp`), configuration(day));
  const stdio = ["ignore", "inherit", "inherit", "pipe"];
  const child = spawn(workerd.program, ["serve", `${day}.capnp`, "--control-fd=3"], { cwd: project, stdio });
  after(() => child.kill("SIGKILL"));
  return new Promise((resolve, reject) => {
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`workerd ended by itself (${code})`)));
    let told = "";
    child.stdio[3].setEncoding("utf8").on("data", (text) => {
      told += text;
      const port = /"port":(\d+)/.exec(told)?.[1];
      if (port) resolve(`http://127.0.0.1:${port}/`);
    });
  });
}

const configuration = (day) => `
using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      compatibilityDate = "${day}",
      modules = [
        (name = "worker.js", esModule = embed "dist/worker.js"),
        (name = "cos-jobs.wasm", wasm = embed "dist/cos-jobs.wasm"),
        (name = "emulator.wasm", wasm = embed "dist/emulator.wasm"),
      ],
    )),
    # The emulator is on this machine, to which a worker may not speak otherwise.
    (name = "internet", network = (allow = ["local"])),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "main")],
);
`;
