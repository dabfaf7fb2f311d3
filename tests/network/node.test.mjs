/** The built package in Node, with a network that does everything a network can do. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { LARGE, SMALL } from "./support/faults.mjs";
import { playInNode } from "./support/node.mjs";
import { runAndJudge } from "./support/run.mjs";
import { startWorld } from "./support/world.mjs";

const PARALLEL = 32;

/** By how much the process may grow; the largest answer that is read has 16 MiB, the largest that comes a GiB. */
const MAX_GROWTH_KB = 160_000;

test("in Node, no fault of the network makes an outcome untrue, hangs a call or leaves anything open", async (t) => {
  const world = await startWorld(t, SMALL);
  const play = async (calls) => (await playInNode(calls, PARALLEL)).outcomes;
  t.diagnostic(await runAndJudge(world, play));
});

test("in Node, nor does an answer without an end, and the memory stays bounded", async (t) => {
  const world = await startWorld(t, LARGE);
  const play = async (calls) => {
    const { outcomes, grownKb } = await playInNode(calls, 1);
    assert.ok(grownKb < MAX_GROWTH_KB, `the process grew by ${grownKb} kB`);
    t.diagnostic(`the process grew by ${grownKb} kB at most`);
    return outcomes;
  };
  t.diagnostic(await runAndJudge(world, play));
});
