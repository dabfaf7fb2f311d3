/** What is known of the statuses, without loading anything: the table is written by the build from the Rust source. */

import { CAN_REQUEST, FINAL } from "./status-table.js";

export function isFinal(status) {
  return FINAL.includes(status);
}

export function canRequest(status, requestedJobStatus) {
  if (!Object.hasOwn(CAN_REQUEST, requestedJobStatus)) return "no";
  const chances = CAN_REQUEST[requestedJobStatus];
  // A status that this version doesn't know may take the change or not: better to warn.
  return Object.hasOwn(chances, status) ? chances[status] : "unlikely";
}
