/** The option --status. */

import { closest } from "./closest.mjs";
import { UsageError } from "./failure.mjs";

export const STATUSES = [
  "Active",
  "Cancelled",
  "Cancelling",
  "Complete",
  "Completing",
  "Failed",
  "Failing",
  "New",
  "Paused",
  "Pausing",
  "Preparing",
  "Ready",
  "Suspended",
];

export const STATUS_OPTION = {
  status: { type: "string", multiple: true, value: "STATUS", help: "only jobs with this status; several: A,B or repeat it" },
};

export const DESCRIPTION_OPTION = {
  description: { type: "string", value: "TEXT", help: "only jobs whose description contains this text" },
};

/** The statuses, with the vendor's capitals; undefined if none is given. */
export function statusesOf(given) {
  return given?.flatMap((texts) => texts.split(",")).map((text) => statusNamed(text.trim()));
}

/** The status with this name. Capitals do not matter. */
export function statusNamed(text) {
  const status = STATUSES.find((status) => status.toLowerCase() === text.toLowerCase());
  if (status) return status;
  throw new UsageError(`there is no status "${text}"; the closest status is ${closest(text, STATUSES)}`);
}
