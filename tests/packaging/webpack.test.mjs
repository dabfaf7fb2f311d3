/** webpack 5 without any loader or plugin. */

import assert from "node:assert/strict";
import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import webpack from "webpack";

import { assertWorks } from "./support/account.mjs";
import { needsBrowser, outcomeInPage } from "./support/browser.mjs";
import { createProject } from "./support/project.mjs";
import { tool } from "./support/runtimes.mjs";
import { html, serve } from "./support/serve.mjs";

const project = await createProject();

/** Makes a production build of a page and returns its folder; a warning is a failure. */
async function bundle(entry) {
  const path = join(project, "dist", entry);
  const compiler = webpack({
    context: project,
    mode: "production",
    entry: `./${entry}`,
    output: { path, filename: "main.js" },
    // Warnings about sizes do not tell whether the page works.
    performance: { hints: false },
  });
  const stats = await promisify(compiler.run.bind(compiler))();
  await promisify(compiler.close.bind(compiler))();
  const { errors, warnings } = stats.toJson({ all: false, errors: true, warnings: true });
  assert.deepEqual([...errors, ...warnings].map(({ message }) => message), []);
  await writeFile(join(path, "index.html"), html("main.js", "classic"));
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
