/** What the documents say about statuses, without loading the WebAssembly. The build writes the table from the Rust source. */

import { CAN_REQUEST, FINAL } from "./status-table.js";

export function isFinal(status) {
  return FINAL.includes(status);
}

export function canRequest(status, requestedJobStatus) {
  if (!Object.hasOwn(CAN_REQUEST, requestedJobStatus)) return "no";
  const chances = CAN_REQUEST[requestedJobStatus];
  // A status that this version does not know may or may not allow the change, so the answer is a warning.
  return Object.hasOwn(chances, status) ? chances[status] : "unlikely";
}
