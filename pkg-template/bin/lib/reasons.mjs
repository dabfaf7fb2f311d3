/** Why a request failed, in a few words. */

import { printable } from "./text.mjs";

/** The code of the failed connection, such as ECONNREFUSED. Node.js puts it into the cause of the error of its fetch. */
export function connectionCode({ cause }) {
  return cause?.cause?.code ?? cause?.code;
}

/** @param {import("../../index.js").CosJobsError} error */
function reasonOf(error) {
  const { kind, code, statusCode } = error;
  if (kind === "network") return `no answer (${printable(connectionCode(error) ?? "the connection failed")})`;
  if (kind === "timeout") return "no answer in time";
  if (kind === "response") return `an answer that is not one of the service (HTTP ${statusCode})`;
  return `${printable(code)} (HTTP ${statusCode})`;
}

/**
 * A function for the client's option onAttempt: it prints a line when requests begin to fail, or fail for another reason.
 *
 * @param {(line: string) => void} note
 */
export function notesOfFailures(note) {
  let last;
  return ({ error }) => {
    const reason = error?.retryable ? reasonOf(error) : undefined;
    if (reason !== undefined && reason !== last) note(`cos-jobs: ${reason}, trying again`);
    last = reason;
  };
}
