// When a change has happened, when it can happen, and what must be typed before. This file does not use the DOM.
import { canCancel, canConfirm, countsOf, operationName } from "../shared/job.js";
import { isFinal } from "../client.js";

const BEFORE_CONFIRMATION = ["New", "Preparing", "Suspended"];
const CANCELLED = ["Cancelling", "Cancelled"];

/** A change is signed for the time limit of its request and 60 seconds. Later, a delayed copy of it is refused. */
export const LATE_MS = 70_000;

/** Whether the job shows that the change has happened. job is null if it does not exist. */
const REACHED = {
  confirm: (job) => !BEFORE_CONFIRMATION.includes(job.status) && !CANCELLED.includes(job.status),
  cancel: (job) => CANCELLED.includes(job.status),
  priority: (job, { priority }) => job.priority === priority,
  delete: () => false,
};

const POSSIBLE = { confirm: canConfirm, cancel: canCancel, priority: (job) => !isFinal(job.status), delete: () => true };

/**
 * "reached", "possible", "impossible" or "gone", or "unread" if job is undefined because it could not be read.
 */
export function stateOf(action, job, values) {
  if (job === undefined) return "unread";
  if (job === null) return action === "delete" ? "reached" : "gone";
  if (REACHED[action](job, values)) return "reached";
  return POSSIBLE[action](job) ? "possible" : "impossible";
}

/** What confirming the job destroys: "deletes", "overwrites" or "replaces", or undefined. */
export function dangerOf({ operation }) {
  const name = operationName(operation);
  if (name === "COSDeleteObject") return "deletes";
  if (name === "COSPutObjectCopy") return "overwrites";
  const directive = operation?.cosPutObjectTagging?.taggingDirective;
  return name === "COSPutObjectTagging" && directive !== "Add" ? "replaces" : undefined;
}

/** The text that has to be typed to confirm the job: its number of objects. */
export const numberToType = (jobs) => String(jobs.reduce((sum, job) => sum + countsOf(job).total, 0));

export const isTyped = (text, number) => text.replace(/[\s,.，]/g, "") === number;

/** Looks at a job: resolves to the job, to null if it does not exist, or to undefined if it could not be read. */
export const lookAt = (app, jobId) => app.look(jobId).catch((error) => (error.code === "NoSuchJob" ? null : undefined));
