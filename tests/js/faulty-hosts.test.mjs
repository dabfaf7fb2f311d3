/**
 * Hosts that break their promises: each affected call rejects with a CosJobsError, the process goes on, the next call works, and
 * nothing is leaked however often it happens. tests/packaging/faulty-hosts.test.mjs does the same in Chromium.
 *
 * COS_JOBS_REPEATS sets the number of repeats; docs/reliability.md has the figures of a run with 100,000.
 */

import assert from "node:assert/strict";
import { join } from "node:path";
import { after, test } from "node:test";
import { pathToFileURL } from "node:url";

import { FAULTS, meetFault, meetTraps, problemOf, withTraps } from "./host-faults.mjs";
import { withMemory } from "./memory.mjs";
import { packageFolder } from "./support.mjs";

const REPEATS = Number(process.env.COS_JOBS_REPEATS ?? 2_000);

const unhandled = [];
const note = (error) => unhandled.push(error);
process.on("unhandledRejection", note);
after(() => {
  process.off("unhandledRejection", note);
  assert.deepEqual(unhandled, [], "no rejection was left unhandled");
});

for (const what of Object.keys(FAULTS)) {
  test(`${what} fails its call and nothing else, ${REPEATS} times`, async () => {
    const { slim, memory } = await withMemory(what);
    assert.equal(problemOf(what, await meetFault(slim, () => memory, what, REPEATS)), undefined);
  });
}

test("a WebAssembly that traps fails all calls that are being made, and the next call starts a new one", async () => {
  const load = () => import(`${pathToFileURL(join(packageFolder, "index.js"))}?traps`);
  const traps = await withTraps(load);
  try {
    assert.equal(await meetTraps(traps, REPEATS / 100), undefined);
  } finally {
    traps.restore();
  }
});
