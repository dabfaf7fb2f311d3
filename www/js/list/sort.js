// The order of the jobs. This file does not use the DOM.
import { countsOf, operationName, TONES } from "../shared/job.js";

const STATUSES = Object.keys(TONES);

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
  created: ({ created }) => created,
};

/** The column and the direction of a sort such as "priority" or "-created", which is the default. */
export function sortOf(sort = "-created") {
  const column = sort.replace("-", "");
  return Object.hasOwn(KEYS, column) ? { column, isDescending: sort.startsWith("-") } : sortOf();
}

/** The entries in the order of the sort. Entries with the same key are in the order of their creation, the newest first. */
export function sorted(entries, sort) {
  const { column, isDescending } = sortOf(sort);
  const sign = isDescending ? -1 : 1;
  const keyOf = KEYS[column];
  const keyed = Array.from(entries, (entry) => ({ entry, key: keyOf(entry), created: entry.created }));
  keyed.sort((a, b) => (a.key < b.key ? -sign : a.key > b.key ? sign : b.created - a.created));
  return keyed.map(({ entry }) => entry);
}
