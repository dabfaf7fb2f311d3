// The table of jobs. Rows are kept and updated in place, so that a refresh never moves the focus.
import { el, fill, set, show } from "../shared/dom.js";
import { t, time } from "../shared/i18n.js";
import { changeButtons, copyableId, operationLabel, operationName, progress, statusBadge } from "../shared/job-parts.js";

const COLUMNS = ["status", "job", "operation", "priority", "progress", "created", "actions"];

/** on: { open(jobId), ask(job, requested), more() } */
export function createList(root, on) {
  const rows = new Map();
  const summary = el("p.summary", { test: "list-summary" });
  const body = el("tbody", { onclick: clicked, onkeydown: pressed });
  const table = el("table", { "data-i18n-label": "shared.title", test: "job-table" },
    el("thead", el("tr", COLUMNS.map((name) => el(`th.c-${name}`, { "data-i18n": `list.column.${name}` })))),
    body);
  const blank = el("div.blank", { test: "list-state" });
  const more = el("button.more", { test: "load-more", "data-i18n": "list.more", onclick: on.more });
  fill(root, summary, table, blank, more);

  function newRow(jobId) {
    const cells = Object.fromEntries(COLUMNS.map((name) => [name, el(`td.c-${name}`)]));
    const open = el("button.link", { test: "job-open" });
    const id = el("span.id");
    const buttons = changeButtons("", on.ask);
    fill(cells.job, open, id);
    fill(cells.actions, el("div.buttons", buttons.elements));
    const element = el("tr", { tabindex: -1, test: "job-row", "data-job-id": jobId }, Object.values(cells));

    function update(job, isSelected) {
      const { status, description, operation, priority, progressSummary, creationTime } = job;
      set(element, { "data-moved": "moved" in element.dataset || (element.dataset.status ?? status) !== status });
      set(element, { "data-status": status });
      set(open, { "aria-current": isSelected && "true" });
      show(open, description, () => description || t("shared.untitled"));
      show(id, jobId, () => copyableId(jobId));
      show(cells.status, status, () => statusBadge(status));
      show(cells.operation, operation, () => operationLabel(operationName(operation)));
      show(cells.priority, priority, () => priority);
      show(cells.progress, progressSummary, () => progress(progressSummary));
      show(cells.created, creationTime, () => el("time", { title: creationTime }, time(creationTime)));
      buttons.update(job);
    }
    return { element, open, update };
  }

  function renderRows(jobs, selected) {
    for (const [jobId, { element }] of rows) {
      if (jobs.some((job) => job.jobId === jobId)) continue;
      element.remove();
      rows.delete(jobId);
    }
    jobs.forEach((job, i) => {
      if (!rows.has(job.jobId)) rows.set(job.jobId, newRow(job.jobId));
      const { element, update } = rows.get(job.jobId);
      update(job, job.jobId === selected);
      if (body.children[i] !== element) body.insertBefore(element, body.children[i] ?? null);
    });
  }

  function clicked({ target }) {
    const button = target.closest("button");
    const isMeant = button ? button.matches(".link") : !String(getSelection());
    if (isMeant) on.open(target.closest("tr").dataset.jobId);
  }

  /** The arrow keys move the focus to the same control of the next or previous row. */
  function pressed(event) {
    const row = event.target.closest("tr");
    if (event.key === "Enter" && event.target === row) on.open(row.dataset.jobId);
    const next = { ArrowDown: row.nextElementSibling, ArrowUp: row.previousElementSibling }[event.key];
    if (!next) return;
    event.preventDefault();
    (next.querySelector(`[data-testid=${event.target.dataset.testid}]`) ?? next).focus();
  }

  return {
    focus: (jobId) => rows.get(jobId)?.open.focus(),
    /** phase: "unconnected" | "loading" | "ready" | "failed"; selected: the job id of the open panel. */
    render({ phase, jobs, isFiltered, hasMore, selected }) {
      const waiting = jobs.filter((job) => job.status === "Suspended").length;
      set(root, { "aria-busy": String(phase === "loading"), "data-phase": phase });
      show(summary, [jobs.length, waiting], () => jobs.length > 0 && [
        el("span", t("list.count", { count: jobs.length })),
        waiting > 0 && el("strong", t("list.waiting", { waiting })),
      ]);
      renderRows(jobs, selected);
      set(table, { hidden: !jobs.length });
      set(blank, { hidden: jobs.length > 0 });
      fill(blank, t(`list.${phase === "ready" && isFiltered ? "unmatched" : phase}`));
      set(more, { hidden: !hasMore });
    },
  };
}
