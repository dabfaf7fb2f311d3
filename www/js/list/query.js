// Search, filter and sort over all jobs. This file does not use the DOM.
import { countsOf, operationName, TONES } from "../shared/job.js";

export const STATUSES = Object.keys(TONES);
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

/** What each column sorts by. */
const KEYS = {
  status: ({ job }) => STATUSES.indexOf(job.status),
  job: ({ text }) => text,
  operation: ({ job }) => operationName(job.operation),
  priority: ({ job }) => job.priority,
  progress({ job }) {
    const { done, total } = countsOf(job);
    return total ? done / total : -1;
  },
  created: null, // see sorted()
};

const newestFirst = (a, b) => b.created - a.created;

/** The column and the direction of a sort such as "priority" or "-created", which is the default. */
export function sortOf(sort = "-created") {
  const column = sort.replace("-", "");
  return Object.hasOwn(KEYS, column) ? { column, isDescending: sort.startsWith("-") } : sortOf();
}

/** Whether an entry can get another place in this order while it is listed. */
export const canChange = (sort) => ["status", "priority", "progress"].includes(sortOf(sort).column);

/** The entries in the order of the sort. Entries with the same key are in the order of their creation, the newest first. */
export function sorted(entries, sort) {
  const { column, isDescending } = sortOf(sort);
  if (column === "created") return [...entries].sort(isDescending ? newestFirst : (a, b) => newestFirst(b, a));
  const sign = isDescending ? -1 : 1;
  const keyOf = KEYS[column];
  // The key is kept in the entry, because creating a pair for each of many entries takes as long as sorting them.
  for (const entry of entries) entry.key = keyOf(entry);
  return [...entries].sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : newestFirst(a, b)));
}
