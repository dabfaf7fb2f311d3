/** Combines every fault with every change and every pattern of affected requests. */

import { CHANGES } from "./changes.mjs";
import { FAULTS, LONG_TIMEOUT, TIMEOUT } from "./faults.mjs";
import { startProxy } from "./proxy.mjs";
import { allJobs } from "./truth.mjs";

const MAX_ATTEMPTS = 3;

/** Which requests of a call a fault affects. */
export const PATTERNS = {
  "the first change": ({ isChange, change }) => isChange && change === 1,
  "every change": ({ isChange }) => isChange,
  "every request": () => true,
};

/** Makes the scenarios for these faults, each with its own proxy and its own job. */
export async function makeScenarios(direct, endpoint, elsewhere, faults) {
  const waiting = await allJobs(direct, "Suspended");
  const scenarios = [];
  for (const fault of faults) {
    for (const pattern of Object.keys(PATTERNS)) {
      for (const change of Object.keys(CHANGES)) {
        const name = `${change}, ${pattern}: ${fault}`;
        const before = CHANGES[change].needsJob ? waiting.pop() : undefined;
        const strikes = PATTERNS[pattern];
        const plan = (request) => (strikes(request) ? fault : undefined);
        const proxy = await startProxy(endpoint, plan, FAULTS, elsewhere);
        scenarios.push({ name, fault, pattern, change, before, proxy });
      }
    }
  }
  return scenarios;
}

/** The parts of a scenario that are needed to make its call, as plain data. */
export function callOf({ change, fault, proxy, ...scenario }, id) {
  const { method, input } = CHANGES[change];
  const timeout = FAULTS[fault].large ? LONG_TIMEOUT : TIMEOUT;
  const options = { timeout, maxAttempts: MAX_ATTEMPTS };
  return { id, endpoint: proxy.endpoint, method, input: input(scenario), options };
}
