/** Runs the scenarios, reads the real state from the emulator, and checks the outcomes. */

import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";

import { isRepeated, judge, leftOpen } from "./invariants.mjs";
import { callOf } from "./scenarios.mjs";
import { lookAtAll } from "./truth.mjs";

/** Time for a client to close abandoned connections. */
const CLOSING_MS = 2000;

/**
 * @param {{ direct: object, trap: object, scenarios: object[] }} world
 * @param {(calls: object[]) => Promise<object[]>} play
 * @returns {Promise<string>} a summary with counts
 */
export async function runAndJudge({ direct, trap, scenarios }, play) {
  const outcomes = await play(scenarios.map(callOf));
  assert.equal(outcomes.length, scenarios.length, "each call must have one outcome");
  assert.equal(new Set(outcomes.map(({ id }) => id)).size, scenarios.length);
  await Promise.all(scenarios.map(({ proxy }) => proxy.settle()));
  const look = await lookAtAll(direct);
  const wrong = [];
  for (const outcome of outcomes) {
    const scenario = scenarios[outcome.id];
    const truth = await look(scenario);
    try {
      judge(scenario, outcome, truth);
    } catch (error) {
      wrong.push({ name: scenario.name, error });
    }
  }
  assert.equal(wrong.length, 0, report(wrong));
  assert.equal(trap.visits, 0, "no redirect may be followed");
  await allClosed(scenarios);
  return counted(scenarios, outcomes);
}

/** The names of all scenarios with a wrong outcome, and the whole story of the first one. */
function report(wrong) {
  const lines = wrong.map(({ name, error }) => `${name}: ${error.message.split("\n")[0]}`);
  return `${wrong.length} wrong outcomes:\n${lines.join("\n")}\n\n${wrong[0]?.error.message}`;
}

async function allClosed(scenarios) {
  const end = performance.now() + CLOSING_MS;
  const open = () => scenarios.filter((scenario) => leftOpen(scenario).length > 0).map(({ name }) => name);
  while (open().length > 0 && performance.now() < end) await sleep(20);
  assert.deepEqual(open(), [], "connections that are not used any more are open");
}

function counted(scenarios, outcomes) {
  const faults = scenarios.flatMap(({ proxy }) => proxy.log.filter(({ fault }) => fault)).length;
  const count = (matches) => outcomes.filter(matches).length;
  const none = count(({ error }) => error?.json.effect === "none");
  const unknown = count(({ error }) => error?.json.effect === "unknown");
  const succeeded = count(({ result }) => result);
  const repeated = count((outcome) => isRepeated(scenarios[outcome.id], outcome));
  const longest = Math.round(Math.max(...outcomes.map(({ durationMs }) => durationMs)));
  return (
    `${outcomes.length} calls, ${faults} faults: ${succeeded} succeeded, ${none} changed nothing, ${unknown} unknown; ` +
    `wrong outcomes 0, hangs 0, leaks 0; the longest took ${longest} ms, the host repeated requests of ${repeated}`
  );
}
