/** Vite: a production build and the development server, with the wasm embedded and as a separate file. */

import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { build, createLogger, createServer } from "vite";

import { assertWorks } from "./support/account.mjs";
import { needsBrowser, outcomeInPage } from "./support/browser.mjs";
import { createProject } from "./support/project.mjs";
import { tool } from "./support/runtimes.mjs";
import { html, serve } from "./support/serve.mjs";

const project = await createProject();

const PAGES = [
  { what: "the wasm inside", script: "page.mjs", count: 0 },
  { what: "the wasm as a file", script: "page-slim-vite.mjs", count: 1 },
];

/** Vite's configuration, without a configuration file, and a list of its warnings. */
async function settings(script) {
  const warnings = [];
  const warn = (message) => warnings.push(message);
  const customLogger = { ...createLogger("warn"), warn, warnOnce: warn, error: warn };
  await writeFile(join(project, "index.html"), html(`/${script}`));
  return { warnings, config: { root: project, configFile: false, logLevel: "warn", customLogger } };
}

for (const { what, script, count } of PAGES) {
  test(`${tool("Vite")}: build, ${what}`, needsBrowser, async () => {
    const { config, warnings } = await settings(script);
    const outDir = join(project, "dist", script);
    await build({ ...config, build: { outDir } });
    assert.deepEqual(warnings, []);
    const wasms = (await readdir(outDir, { recursive: true })).filter((file) => file.endsWith(".wasm"));
    assert.equal(wasms.length, count, "an unwanted wasm file, or none");
    const url = await serve(outDir);
    await assertWorks((given) => outcomeInPage(url, given));
  });

  test(`${tool("Vite")}: development, ${what}`, needsBrowser, async () => {
    const { config, warnings } = await settings(script);
    const server = await createServer({ ...config, server: { host: "127.0.0.1", port: 0, hmr: false, watch: null } });
    try {
      await server.listen();
      const { port } = server.httpServer.address();
      await assertWorks((given) => outcomeInPage(`http://127.0.0.1:${port}/`, given));
    } finally {
      await server.close();
    }
    assert.deepEqual(warnings, []);
  });
}
