/** Combines every condition with every change. */

import { CHANGES } from "./changes.mjs";
import { FAULTS } from "./faults.mjs";
import { startProxy } from "./proxy.mjs";
import { allJobs } from "./truth.mjs";

const MAX_ATTEMPTS = 3;

/** Makes the scenarios for these conditions, each with its own proxy and its own job. */
export async function makeScenarios(direct, endpoint, elsewhere, conditions) {
  const waiting = await allJobs(direct, "Suspended");
  const scenarios = [];
  for (const { name, plan, ...condition } of conditions) {
    for (const change of Object.keys(CHANGES)) {
      const before = CHANGES[change].needsJob ? waiting.pop() : undefined;
      const proxy = await startProxy(endpoint, plan, FAULTS, elsewhere);
      scenarios.push({ ...condition, name: `${change}, ${name}`, change, before, proxy });
    }
  }
  return scenarios;
}

/** The parts of a scenario that are needed to make its call, as plain data. */
export function callOf({ change, timeout, proxy, ...scenario }, id) {
  const { method, input } = CHANGES[change];
  const options = { timeout, maxAttempts: MAX_ATTEMPTS };
  return { id, endpoint: proxy.endpoint, method, input: input(scenario), options };
}
