/** One line for the outcome of a change. */

import { printable } from "./text.mjs";

/** @param {{ jobId: string, outcome: string, status?: string, error?: Error }} result */
export function report({ json, output }, result) {
  if (json) return output.json(result);
  const { outcome, error } = result;
  const [jobId, status] = [printable(result.jobId), printable(result.status)];
  const { style, isTerminal } = output;
  if (!isTerminal) return output.line([jobId, outcome, status, printable(error?.message)].join("\t").trimEnd());
  const why = error ? `: ${printable(error.message)}` : "";
  const now = status ? `, now ${style.status(status)}` : "";
  output.line(`${jobId}  ${style.outcome(outcome)}${now}${why}`);
}
