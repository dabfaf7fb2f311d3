// Saves the outcomes of a change of many jobs as CSV.
import { el } from "../shared/dom.js";
import { countsOf, operationName } from "../shared/job.js";

const COLUMNS = {
  jobId: ({ jobId }) => jobId,
  description: ({ job }) => job.description ?? "",
  operation: ({ job }) => operationName(job.operation),
  objects: ({ job }) => countsOf(job).total,
  outcome: ({ outcome }) => outcome,
  status: ({ job }) => job.status,
  code: ({ error }) => error?.code ?? "",
  requestId: ({ error }) => error?.requestId ?? "",
  message: ({ error }) => error?.message ?? "",
};

function csvOf(rows) {
  const lines = rows.map((row) => Object.values(COLUMNS).map((value) => cell(value(row))).join(","));
  return [Object.keys(COLUMNS).join(","), ...lines].join("\r\n");
}

/** A text that a spreadsheet would take for a formula gets an apostrophe. */
function cell(value) {
  const text = String(value).replace(/^[=+\-@\t\r]/, "'$&");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

export function saveResults(rows, action) {
  // The mark at the beginning tells spreadsheets that the file is UTF-8.
  const address = URL.createObjectURL(new Blob(["\ufeff", csvOf(rows)], { type: "text/csv;charset=utf-8" }));
  el("a", { href: address, download: `cos-jobs-${action}-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}.csv` }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10_000);
}
