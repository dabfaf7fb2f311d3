/** Conditions that must be true for every call under every network fault. */

import assert from "node:assert/strict";

import { CHANGES } from "./changes.mjs";
import { FAULTS } from "./faults.mjs";

/** Three attempts of a change and three of a probe take 11 seconds with their longest pauses. A call that takes twice that time hangs. */
const BOUND_MS = 22_000;

/** Throws if the outcome of a scenario is wrong. */
export function judge(scenario, outcome, truth) {
  const { change, fault, findsOut, proxy } = scenario;
  const { holds, possible, untouched } = CHANGES[change];
  const { result, error, attempts, durationMs } = outcome;
  const requests = proxy.log.map(({ isOpen, ...entry }) => entry);
  const story = JSON.stringify({ scenario: scenario.name, outcome, truth, requests }, null, 1);
  const must = (condition, what) => assert.ok(condition, `${what}\n${story}`);

  must(proxy.failure === undefined, `the proxy failed: ${proxy.failure}`);
  must(durationMs < BOUND_MS, "the call took too long");
  must(possible(truth), "the server is in a state that no call asked for");
  must(attempts.length > 0 && requests.length >= attempts.length, "each attempt is a request");
  if (result) must(holds(truth, result), "a success that the server knows nothing of");
  else {
    must(error.json?.name === "CosJobsError", "only errors of the package are thrown");
    const lost = requests.some((request) => request.isChange && request.fault);
    if (error.json.effect === "none") must(untouched(truth, scenario), "an error that denies a change which happened");
    else must(error.json.effect === "unknown" && lost, "it is called unknown, though every change was answered");
  }
  if (findsOut && !isRepeated(scenario, outcome) && !isSlow(scenario, outcome)) {
    const isTwice = fault === "delivered twice";
    must(result || (isTwice && CHANGES[change].hidesRepetition), "it could have found out what happened");
    must(isTwice || result.changed !== false, "it reports that it changed nothing");
  }
}

/**
 * Whether the runtime sent a request again by itself. Chromium does this for every method when a reused connection
 * breaks. The call may then get only the answer to the repetition, which says that the job was changed already.
 */
export function isRepeated({ proxy }, { attempts }) {
  return proxy.log.length > attempts.length;
}

/** Whether requests without a fault took too long, which happens on a machine that is busy with other things. */
function isSlow({ proxy }, { attempts }) {
  const timeouts = attempts.filter(({ code }) => code === "Timeout").length;
  return timeouts > proxy.log.filter(({ fault }) => fault).length;
}

/** The requests whose connection the client should have closed but did not. */
export function leftOpen(scenario) {
  return scenario.proxy.log.filter(({ fault, isOpen }) => fault && !FAULTS[fault].complete && isOpen());
}
