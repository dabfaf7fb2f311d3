/** Parcel and Rspack: a page, and a page with the emulator, in Chromium. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { rspack } from "@rspack/core";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { needsBrowser, outcomeInPage } from "../packaging/support/browser.mjs";
import { run } from "../packaging/support/run.mjs";
import { html, serve } from "../packaging/support/serve.mjs";
import { bundlePage } from "../packaging/support/webpack.mjs";
import { createProject, MODULES, tool } from "./support/hosts.mjs";

const project = await createProject();

/** Makes a production build of a page with Rspack and returns its folder. */
async function withRspack(entry) {
  const path = join(project, "rspack", entry);
  await bundlePage(rspack, project, entry, path);
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
