/** A page under a strict Content-Security-Policy. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { before, test } from "node:test";

import { build } from "esbuild";

import { assertWorks, options } from "./support/account.mjs";
import { answerOfPage, browser, needsBrowser, outcomeInPage } from "./support/browser.mjs";
import { createProject } from "./support/project.mjs";
import { html, serve } from "./support/serve.mjs";

const project = await createProject();
const folder = join(project, "dist");

before(async () => {
  const settings = { absWorkingDir: project, bundle: true, logLevel: "silent", format: "esm" };
  await build({ entryPoints: ["page.mjs"], outfile: "dist/main.js", ...settings });
  await writeFile(join(folder, "index.html"), html("main.js"));
});

/** Serves the page with a policy that allows only its own script, the service's address, and what the test adds. */
function serveUnder(scripts) {
  const policy = `default-src 'none'; img-src data:; script-src ${scripts}; connect-src ${options.endpoint}`;
  return serve(folder, { "content-security-policy": policy });
}

test(`${browser}: under a strict Content-Security-Policy`, needsBrowser, async () => {
  const url = await serveUnder("'self' 'wasm-unsafe-eval'");
  await assertWorks((given) => outcomeInPage(url, given));
});

test("without 'wasm-unsafe-eval' the error explains it", needsBrowser, async () => {
  const url = await serveUnder("'self'");
  const { error } = await answerOfPage(url, { options });
  assert.equal(error?.name, "CosJobsError");
  assert.match(error.message, /'wasm-unsafe-eval'/);
});
