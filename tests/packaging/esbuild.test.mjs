/** esbuild: pages as modules and as plain scripts, minified or not, and programs in one file. */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { createContext, runInContext } from "node:vm";

import { build } from "esbuild";

import { assertEmulatorWorks, assertWorks } from "./support/account.mjs";
import { browser, needsBrowser, outcomeInPage } from "./support/browser.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { tool } from "./support/runtimes.mjs";
import { html, serve } from "./support/serve.mjs";

const esbuild = tool("esbuild");
const project = await createProject();

/** Bundles an entry into one file and returns that file. A warning or an import that is not bundled is a failure. */
async function bundle(entry, outfile, options) {
  const settings = { absWorkingDir: project, bundle: true, metafile: true, logLevel: "silent" };
  const { warnings, metafile } = await build({ entryPoints: [entry], outfile, ...settings, ...options });
  assert.deepEqual(warnings, []);
  assert.deepEqual(Object.values(metafile.outputs).map(({ imports }) => imports), [[]]);
  return join(project, outfile);
}

const PAGES = [
  { name: "a module", type: "module", options: { format: "esm" } },
  { name: "a module, minified", type: "module", options: { format: "esm", minify: true } },
  { name: "a plain script, minified", type: "classic", options: { format: "iife", minify: true } },
];
for (const [index, { name, type, options }] of PAGES.entries()) {
  test(`${esbuild}: a page with ${name}`, needsBrowser, async () => {
    const script = await bundle("page.mjs", `dist/page-${index}/main.js`, options);
    await writeFile(join(dirname(script), "index.html"), html("main.js", type));
    const url = await serve(dirname(script));
    await assertWorks((given) => outcomeInPage(url, given));
  });
}

test(`${browser}: emulator, and no request of the page`, needsBrowser, async () => {
  const script = await bundle("page-emulator.mjs", "dist/page-emulator/main.js", { format: "esm" });
  await writeFile(join(dirname(script), "index.html"), html("main.js"));
  // The policy forbids all connections.
  const policy = "default-src 'none'; img-src data:; script-src 'self' 'wasm-unsafe-eval'";
  const url = await serve(dirname(script), { "content-security-policy": policy });
  await assertEmulatorWorks((given) => outcomeInPage(url, given));
});

test(`${esbuild}: a plain script in a runtime that has only these globals`, async () => {
  const script = await readFile(await bundle("page.mjs", "dist/bare.js", { format: "iife" }), "utf8");
  const standard = { WebAssembly, TextEncoder, TextDecoder, AbortController, fetch, performance, atob };
  const host = { ...standard, DecompressionStream, setTimeout, clearTimeout };
  await assertWorks((given) => new Promise((resolve, reject) => {
    const log = (line) => {
      const { outcome, error } = JSON.parse(line.slice("answer ".length));
      return outcome ? resolve(outcome) : reject(new Error(error.message));
    };
    const location = { hash: `#${encodeURIComponent(JSON.stringify(given))}` };
    runInContext(script, createContext({ ...host, location, console: { log } }));
  }));
});

for (const [format, file] of [["esm", "program.mjs"], ["cjs", "program.cjs"]]) {
  test(`${esbuild}: a program for Node in one file, ${format}`, async () => {
    const program = await bundle("program.mjs", `dist/${file}`, { format, platform: "node" });
    await assertWorks((given) => outcomeOf(process.execPath, [program], given));
  });
}
