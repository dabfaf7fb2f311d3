/** webpack 5 without any loader or plugin. */

import assert from "node:assert/strict";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import webpack from "webpack";

import { assertWorks } from "./support/account.mjs";
import { needsBrowser, outcomeInPage } from "./support/browser.mjs";
import { createProject } from "./support/project.mjs";
import { tool } from "./support/runtimes.mjs";
import { serve } from "./support/serve.mjs";
import { bundlePage } from "./support/webpack.mjs";

const project = await createProject();

/** Makes a production build of a page and returns its folder. */
async function bundle(entry) {
  const path = join(project, "dist", entry);
  await bundlePage(webpack, project, entry, path);
  return path;
}

const PAGES = [
  { what: "the wasm inside", entry: "page.mjs", count: 0 },
  { what: "the wasm as a file", entry: "page-slim-webpack.mjs", count: 1 },
];
for (const { what, entry, count } of PAGES) {
  test(`${tool("webpack")}: ${what}`, needsBrowser, async () => {
    const folder = await bundle(entry);
    const wasms = (await readdir(folder)).filter((file) => file.endsWith(".wasm"));
    assert.equal(wasms.length, count, "an unwanted wasm file, or none");
    const url = await serve(folder);
    await assertWorks((given) => outcomeInPage(url, given));
  });
}
