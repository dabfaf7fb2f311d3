/** The faults of tests/js/faulty-hosts.test.mjs in Chromium. COS_JOBS_REPEATS sets the number of repeats. */

import assert from "node:assert/strict";
import { copyFile, cp, mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { FAULTS } from "../js/host-faults.mjs";
import { FLAGS, needsBrowser, PROGRAM } from "./support/browser.mjs";
import { serve } from "./support/serve.mjs";

const REPEATS = Number(process.env.COS_JOBS_REPEATS ?? 1_000);

const complaints = [];
const browser = needsBrowser.skip ? undefined : await chromium.launch({ executablePath: PROGRAM, args: FLAGS });
const page = browser && (await openPage());

/** A page of a server that has the package. */
async function openPage() {
  const folder = await mkdtemp(join(tmpdir(), "cos-jobs-faults-"));
  await cp(process.env.COS_JOBS_PKG, join(folder, "pkg"), { recursive: true });
  await copyFile(fileURLToPath(new URL("../js/host-faults.mjs", import.meta.url)), join(folder, "host-faults.js"));
  await writeFile(join(folder, "index.html"), "<!doctype html><title>faults</title><link rel=icon href=data:,>");
  const page = await browser.newPage();
  page.on("pageerror", (error) => complaints.push(error));
  await page.goto(await serve(folder));
  return page;
}

after(async () => {
  await browser?.close();
  assert.deepEqual(complaints, [], "the page reported no error");
});

for (const what of Object.keys(FAULTS)) {
  test(`${what} fails its call and nothing else, ${REPEATS} times`, needsBrowser, async () => {
    const problem = await page.evaluate(
      async ([what, repeats]) => {
        const { meetFault, problemOf } = await import("/host-faults.js");
        const { instantiate } = WebAssembly;
        let memory;
        WebAssembly.instantiate = async (...args) => {
          const result = await instantiate(...args);
          memory ??= (result.instance ?? result).exports.memory;
          return result;
        };
        const found = await import(`/pkg/index.js?${encodeURIComponent(what)}`);
        const outcome = await meetFault(found, () => memory, what, repeats);
        WebAssembly.instantiate = instantiate;
        return problemOf(what, outcome);
      },
      [what, REPEATS],
    );
    assert.equal(problem, undefined);
  });
}

test("a WebAssembly that traps fails all calls that are being made, and the next call starts a new one", needsBrowser, async () => {
  const problem = await page.evaluate(async (rounds) => {
    const { meetTraps, withTraps } = await import("/host-faults.js");
    const traps = await withTraps(() => import("/pkg/index.js?traps"));
    const problem = await meetTraps(traps, rounds);
    traps.restore();
    return problem;
  }, REPEATS / 100);
  assert.equal(problem, undefined);
});
