/** Production builds with webpack and with Rspack, which has the same interface. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

import { html } from "./serve.mjs";

/** Builds a page of a project with `bundler` into the folder `path`; a warning is a failure. */
export async function bundlePage(bundler, project, entry, path) {
  const compiler = bundler({
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
}
