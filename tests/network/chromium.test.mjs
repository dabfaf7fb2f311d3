/** Tests the built package in Chromium with a network that has all kinds of faults. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { FLOOD_BYTES } from "./support/bodies.mjs";
import { playInChromium } from "./support/chromium.mjs";
import { everyPattern, oldReads } from "./support/conditions.mjs";
import { LARGE, SMALL } from "./support/faults.mjs";
import { runAndJudge } from "./support/run.mjs";
import { startWorld } from "./support/world.mjs";

/** Fewer than in Node, because the browser sends a CORS preflight before each request of a page. */
const PARALLEL = 16;

test("in Chromium, no network fault causes a wrong outcome, a call that never ends, or a connection that stays open", async (t) => {
  const world = await startWorld(t, everyPattern(SMALL));
  t.diagnostic(await runAndJudge(world, (calls) => playInChromium(t, calls, PARALLEL)));
});

test("in Chromium, the same is true for very large answers, which are not read completely", async (t) => {
  const world = await startWorld(t, everyPattern(LARGE));
  t.diagnostic(await runAndJudge(world, (calls) => playInChromium(t, calls, 1)));
  const most = Math.max(...world.scenarios.flatMap(({ proxy }) => proxy.log.map(({ taken }) => taken)));
  t.diagnostic(`at most ${most} bytes of one answer were taken`);
  assert.ok(most < FLOOD_BYTES / 2, `${most} bytes of one answer were read`);
});

test("in Chromium, the same is true when reads show an old state", async (t) => {
  const world = await startWorld(t, oldReads());
  t.diagnostic(await runAndJudge(world, (calls) => playInChromium(t, calls, PARALLEL)));
});
