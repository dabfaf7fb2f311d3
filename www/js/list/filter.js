// Search and filters over all jobs. This file does not use the DOM.
import { operationName } from "../shared/job.js";

const ENDED = ["Complete", "Cancelled", "Failed"];

/** The choices of the status filter in addition to the single statuses. */
export const GROUPS = {
  running: (status) => !ENDED.includes(status),
  ended: (status) => ENDED.includes(status),
};

/** The choices of the filter by age, in hours. */
export const AGES = { "1h": 1, "24h": 24, "7d": 168, "30d": 720 };

const HOUR_MS = 3_600_000;

/** The entries that match { q, status, operation, age }. */
export function matching(entries, { q = "", status, operation, age }) {
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const since = Object.hasOwn(AGES, age ?? "") ? Date.now() - AGES[age] * HOUR_MS : 0;
  const fits = Object.hasOwn(GROUPS, status ?? "") ? GROUPS[status] : (own) => own === status;
  const isWanted = ({ job, text, created }) => (!status || fits(job.status))
    && (!operation || operationName(job.operation) === operation)
    && created >= since && words.every((word) => text.includes(word));
  return words.length || status || operation || since ? entries.filter(isWanted) : entries;
}
