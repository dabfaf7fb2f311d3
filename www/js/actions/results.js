// The plan or the outcome of each job of a change of many jobs.
import { el, icon } from "../shared/dom.js";
import { wordsOf } from "../shared/error-panel.js";
import { number, t } from "../shared/i18n.js";
import { countsOf, jobName } from "../shared/job.js";

/** More rows are only in the saved file. */
const MAX_ROWS = 500;

/** What needs attention comes first. */
const OUTCOMES = { unknown: "wait", failed: "bad", unstarted: "idle", skipped: "idle", planned: "run", confirmed: "good", cancelled: "good", already: "good" };
const ORDER = Object.keys(OUTCOMES);

/** How many jobs have which outcome. */
export const tally = (rows) => el("ul.tally", { test: "bulk-tally" }, ORDER.map((outcome) => {
  const count = rows.filter((row) => row.outcome === outcome).length;
  return count > 0 && el("li.badge", { "data-tone": OUTCOMES[outcome], test: `tally-${outcome}` }, t(`actions.many.outcome.${outcome}`), " ", number(count));
}));

export function resultList(rows) {
  const inOrder = rows.toSorted((a, b) => ORDER.indexOf(a.outcome) - ORDER.indexOf(b.outcome));
  return [
    el("ul.results", { test: "bulk-results" }, inOrder.slice(0, MAX_ROWS).map(resultRow)),
    rows.length > MAX_ROWS && el("p.gloss", t("actions.many.more", { n: rows.length - MAX_ROWS })),
  ];
}

const resultRow = ({ jobId, job, outcome, error }) => el("li", { test: "bulk-result", "data-job-id": jobId, "data-outcome": outcome },
  el("div", el("strong", jobName(job)), el("p.gloss", [jobId, t("actions.many.count", { n: countsOf(job).total })].join(" · ")),
    error && el("p.wrong", wordsOf(error, "what"), " ", el("code", error.code))),
  el("div.side", el("span.badge", { "data-tone": OUTCOMES[outcome] }, t(`actions.many.outcome.${outcome}`)),
    job.status && el("span.gloss", icon(job.status), " ", job.status)));
