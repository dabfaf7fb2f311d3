/**
 * The conditions of the network under which each change is tried.
 *
 * `plan` chooses the fault of each request. `fault` is the fault of the change, if it has one. `findsOut` means that a client can
 * find out under these conditions what happened to its change. `timeout` is the client's, in milliseconds.
 */

import { FAULTS, LONG_TIMEOUT, OLD, TIMEOUT } from "./faults.mjs";

/** Which requests of a call a fault affects. */
const PATTERNS = {
  "the first change": ({ isChange, change }) => isChange && change === 1,
  "every change": ({ isChange }) => isChange,
  "every request": () => true,
};

/** Each of these faults with each pattern. */
export function everyPattern(faults) {
  return faults.flatMap((fault) => patternsOf(fault).map((pattern) => struck(fault, pattern)));
}

/** If no client repeats the change, the first change is every change, so one of these patterns is enough. */
function patternsOf(fault) {
  const { repeatable = true } = FAULTS[fault];
  return Object.keys(PATTERNS).filter((pattern) => repeatable || pattern !== "every change");
}

function struck(fault, pattern) {
  const { reaches, repeatable = true, large } = FAULTS[fault];
  return {
    name: `${pattern}: ${fault}`,
    fault,
    plan: (request) => (PATTERNS[pattern](request) ? fault : undefined),
    findsOut: pattern === "the first change" && (reaches || repeatable),
    timeout: large ? LONG_TIMEOUT : TIMEOUT,
  };
}

/** What happens to the first change while reads show an old state. */
const FIRST_CHANGES = [undefined, "delivered twice", "answer lost, reset", "request lost, reset"];

/** Each source of old reads with each fault of the first change. */
export function oldReads() {
  return OLD.flatMap((source) => FIRST_CHANGES.map((fault) => read(source, fault)));
}

function read(source, fault) {
  const { catchesUp, tellsAge } = FAULTS[source];
  const isTrue = !fault || !FAULTS[fault].reaches;
  return {
    name: `reads from a ${source}, the first change: ${fault ?? "no fault"}`,
    fault,
    plan: ({ isChange, change }) => (isChange ? (change === 1 ? fault : undefined) : source),
    // A client must not believe an answer that tells its age. Other old reads are misleading only if they hide a change.
    findsOut: !tellsAge && (catchesUp || isTrue),
    // No answer is missing here, so a short timeout would only add faults when the machine is busy.
    timeout: LONG_TIMEOUT,
  };
}
