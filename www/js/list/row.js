// One row of the list. A row is used for one job after another; showing a job changes only what differs.
import { el, icon, set, setIcon, style, write } from "../shared/dom.js";
import { language, maybe, number, t, time } from "../shared/i18n.js";
import { canCancel, canConfirm, countsOf, jobName, operationName, TONES } from "../shared/job.js";
import { linkTo } from "../shared/route.js";

export const COLUMNS = ["select", "status", "job", "operation", "priority", "progress", "created", "actions"];

export function createRow() {
  const parts = {
    box: el("input", { type: "checkbox", test: "select-job" }),
    badgeIcon: icon("other"), badgeText: el("span"), gloss: el("span.gloss"),
    open: el("a.link", { test: "job-open" }), id: el("code"),
    operation: el("span"), operationName: el("span.gloss"),
    priority: el("span", { test: "row-priority" }),
    succeeded: el("i.succeeded"), failed: el("i.failed"), done: el("span"), wrong: el("span.wrong"), percent: el("span"),
    created: el("time"),
    confirm: el("button.small.go.strong", { test: "confirm-button" }), cancel: el("button.small.stop", { test: "cancel-button" }),
  };
  const badge = el("span.badge", parts.badgeIcon, parts.badgeText);
  const bar = el("div.bar", parts.succeeded, parts.failed);
  const cells = [
    el("label.box", parts.box),
    [badge, parts.gloss],
    [parts.open, parts.id],
    [parts.operation, parts.operationName],
    parts.priority,
    [bar, el("div.numbers", parts.done, parts.wrong, parts.percent)],
    parts.created,
    el("div.buttons", parts.confirm, parts.cancel),
  ].map((content, i) => el(`div.c-${COLUMNS[i]}`, { role: "gridcell", "aria-colindex": i + 1 }, content));
  const element = el("div.row", { role: "row", test: "job-row" }, cells);
  const all = { ...parts, badge, bar };
  let shown = {};
  return {
    element, controls: [parts.box, parts.open, parts.confirm, parts.cancel],
    update(view) {
      const next = { ...view, language: language(), address: location.hash };
      if (Object.keys(next).some((name) => next[name] !== shown[name])) update(element, all, view);
      shown = next;
    },
  };
}

function update(element, parts, { job, index, isSelected, isOpen, isCurrent }) {
  const { jobId, status, priority, creationTime } = job;
  const name = jobName(job);
  const isSame = element.dataset.jobId === jobId;
  set(element, {
    "data-job-id": jobId, "data-status": status, "aria-rowindex": index + 2, "aria-selected": isSelected, "data-open": isOpen && "yes",
    "data-moved": isSame && element.dataset.status !== status ? "yes" : isSame && element.dataset.moved,
  });
  parts.box.checked = isSelected;
  set(parts.box, { "aria-label": t("shared.select", { job: name }) });
  setIcon(parts.badgeIcon, status);
  write(parts.badgeText, status);
  set(parts.badge, { "data-tone": TONES[status] ?? "idle" });
  write(parts.gloss, maybe(`shared.gloss.${status}`) ?? "");
  write(parts.open, job.description || t("shared.untitled"));
  set(parts.open, { href: linkTo({ job: jobId }), "aria-current": isOpen ? "true" : null });
  write(parts.id, jobId);
  const operation = operationName(job.operation);
  write(parts.operation, maybe(`shared.operation.${operation}`) ?? operation);
  write(parts.operationName, operation);
  write(parts.priority, number(priority));
  showProgress(parts, job);
  write(parts.created, time(creationTime));
  set(parts.created, { title: creationTime });
  showButton(parts.confirm, "confirm", canConfirm(job), name);
  showButton(parts.cancel, "cancel", canCancel(job), name);
  for (const control of [parts.box, parts.open, parts.confirm, parts.cancel]) set(control, { tabindex: isCurrent ? 0 : -1 });
}

function showProgress({ bar, succeeded, failed, done, wrong, percent }, job) {
  const counts = countsOf(job);
  const share = (count) => `${counts.total ? Math.round((10_000 * count) / counts.total) / 100 : 0}%`;
  const percentage = Math.floor((100 * counts.done) / (counts.total || 1));
  style(succeeded, "width", share(counts.succeeded));
  style(failed, "width", share(counts.failed));
  set(bar, counts.total ? { role: "progressbar", "aria-label": t("shared.column.progress"), "aria-valuenow": percentage } : { role: null, "aria-label": null, "aria-valuenow": null });
  write(done, counts.total ? `${number(counts.done)} / ${number(counts.total)}` : t("shared.uncounted"));
  write(wrong, counts.failed ? t("shared.failed", { failed: counts.failed }) : "");
  write(percent, counts.total ? `${percentage} %` : "");
}

function showButton(button, change, isPossible, name) {
  if (button.hidden === isPossible) button.hidden = !isPossible;
  write(button, t(`shared.change.${change}`));
  set(button, { "aria-label": `${t(`shared.change.${change}`)}: ${name}` });
}
