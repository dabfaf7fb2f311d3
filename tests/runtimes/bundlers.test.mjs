/** Parcel and Rspack: a page, and a page with the emulator, in Chromium. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { promisify } from "node:util";

import { rspack } from "@rspack/core";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { needsBrowser, outcomeInPage } from "../packaging/support/browser.mjs";
import { run } from "../packaging/support/run.mjs";
import { html, serve } from "../packaging/support/serve.mjs";
import { createProject, MODULES, tool } from "./support/hosts.mjs";

const project = await createProject();

/** Makes a production build of a page with Rspack and returns its folder; a warning is a failure. */
async function withRspack(entry) {
  const path = join(project, "rspack", entry);
  const compiler = rspack({
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

/** The same with Parcel, which starts from a page. */
async function withParcel(entry) {
  const page = `parcel-${entry}.html`;
  await writeFile(join(project, page), html(`./${entry}`).replace('href="data:,"', 'href="data:;base64,"'));
  const folder = join(project, "parcel", entry);
  const cache = ["--no-cache", "--no-autoinstall", "--no-source-maps"];
  const args = [join(MODULES, "parcel/lib/bin.js"), "build", page, "--dist-dir", folder, "--public-url", "./", ...cache];
  await run(process.execPath, args, { cwd: project, env: { PARCEL_WORKERS: "0" } });
  return `${folder}/${page}`;
}

async function addressOf(built) {
  const isPage = built.endsWith(".html");
  const url = await serve(isPage ? join(built, "..") : built);
  return isPage ? new URL(built.split("/").at(-1), url).href : url;
}

const BUNDLERS = [
  [tool("Rspack", "@rspack/core"), withRspack],
  [tool("Parcel"), withParcel],
];

for (const [name, bundle] of BUNDLERS) {
  test(`${name}: a page`, needsBrowser, async () => {
    const url = await addressOf(await bundle("page.mjs"));
    await assertWorks((given) => outcomeInPage(url, given));
  });
  test(`${name}: emulator`, needsBrowser, async () => {
    const url = await addressOf(await bundle("page-emulator.mjs"));
    await assertEmulatorWorks((given) => outcomeInPage(url, given));
  });
}
