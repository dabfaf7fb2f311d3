/** The built package in Chromium, with a network that does everything a network can do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { FLOOD_BYTES } from "./support/bodies.mjs";
import { playInChromium } from "./support/chromium.mjs";
import { LARGE, SMALL } from "./support/faults.mjs";
import { runAndJudge } from "./support/run.mjs";
import { startWorld } from "./support/world.mjs";

/** Fewer than in Node: each request of a page is two, since the browser asks first whether it may send it. */
const PARALLEL = 16;

test("in Chromium, no fault of the network makes an outcome untrue, hangs a call or leaves anything open", async (t) => {
  const world = await startWorld(t, SMALL);
  t.diagnostic(await runAndJudge(world, (calls) => playInChromium(t, calls, PARALLEL)));
});

test("in Chromium, nor does an answer without an end, which is not read to its end", async (t) => {
  const world = await startWorld(t, LARGE);
  t.diagnostic(await runAndJudge(world, (calls) => playInChromium(t, calls, 1)));
  const most = Math.max(...world.scenarios.flatMap(({ proxy }) => proxy.log.map(({ taken }) => taken)));
  t.diagnostic(`at most ${most} bytes of one answer were taken`);
  assert.ok(most < FLOOD_BYTES / 2, `${most} bytes of one answer were taken`);
});
