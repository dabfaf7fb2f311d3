/** Tests the built package in Node with a network that has all kinds of faults. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { everyPattern, oldReads } from "./support/conditions.mjs";
import { LARGE, SMALL } from "./support/faults.mjs";
import { playInNode } from "./support/node.mjs";
import { runAndJudge } from "./support/run.mjs";
import { startWorld } from "./support/world.mjs";

const PARALLEL = 32;

/** How much the memory of the process may grow. The client reads at most 16 MiB of an answer; the largest answer that is sent has 1 GiB. */
const MAX_GROWTH_KB = 160_000;

test("in Node, no network fault causes a wrong outcome, a call that never ends, or a connection that stays open", async (t) => {
  const world = await startWorld(t, everyPattern(SMALL));
  const play = async (calls) => (await playInNode(calls, PARALLEL)).outcomes;
  t.diagnostic(await runAndJudge(world, play));
});

test("in Node, the same is true for very large answers, and the memory stays bounded", async (t) => {
  const world = await startWorld(t, everyPattern(LARGE));
  const play = async (calls) => {
    const { outcomes, grownKb } = await playInNode(calls, 1);
    assert.ok(grownKb < MAX_GROWTH_KB, `the process grew by ${grownKb} kB`);
    t.diagnostic(`the process grew by ${grownKb} kB at most`);
    return outcomes;
  };
  t.diagnostic(await runAndJudge(world, play));
});

test("in Node, the same is true when reads show an old state", async (t) => {
  const world = await startWorld(t, oldReads());
  const play = async (calls) => (await playInNode(calls, PARALLEL)).outcomes;
  t.diagnostic(await runAndJudge(world, play));
});
