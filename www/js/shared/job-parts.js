// Parts that the list, the panel and the dialog share: a job's name, status, operation, progress, id and buttons.
import { canRequest } from "../client.js";
import { copy, toast } from "./announce.js";
import { el, fill, icon, set } from "./dom.js";
import { maybe, number, t } from "./i18n.js";

/** The statuses in the order in which a job reaches them, with their tones. */
export const TONES = {
  New: "idle", Preparing: "idle", Suspended: "wait", Ready: "run", Active: "run", Pausing: "pause", Paused: "pause",
  Completing: "good", Complete: "good", Cancelling: "idle", Cancelled: "idle", Failing: "bad", Failed: "bad",
};

export const jobName = (job) => job.description || job.jobId;

/** The API's name of the status with its shape and colour, and its meaning in the user's language. */
export const statusBadge = (status) => [
  el("span.badge", { "data-tone": TONES[status] ?? "idle" }, icon(status), status),
  el("span.gloss", maybe(`shared.gloss.${status}`)),
];

/** ListJobs has the operation's name as a text, DescribeJob as the only key of an object. */
export const operationName = (operation) => (typeof operation === "string" ? operation : Object.keys(operation ?? {}).join().replace(/^cos/, "COS"));

export const operationLabel = (name) => [maybe(`shared.operation.${name}`), el("span.gloss", name)];

export function progress({ numberOfTasksSucceeded: succeeded, numberOfTasksFailed: failed, totalNumberOfTasks: total }) {
  if (!total) return el("span.gloss", t("shared.progress.unknown"));
  const done = succeeded + failed;
  const percent = Math.floor((100 * done) / total);
  const bar = el("div.bar", { role: "progressbar", "aria-label": t("list.column.progress"), "aria-valuenow": percent }, el("i.succeeded"), el("i.failed"));
  bar.firstChild.style.width = `${(100 * succeeded) / total}%`;
  bar.lastChild.style.width = `${(100 * failed) / total}%`;
  return [bar, el("div.numbers", `${number(done)} / ${number(total)}`, failed > 0 && el("span.wrong", t("shared.progress.failed", { failed })), el("span", `${percent} %`))];
}

export const copyableId = (jobId) => [
  el("code", jobId),
  el("button.bare", { test: "copy-job-id", "aria-label": t("shared.copyId"), title: t("shared.copyId"), onclick: () => copy(jobId) }, icon("copy")),
];

/** The client's result for a request, "yes" | "likely" | "unlikely" | "no", and the texts for the last two. */
export function adviceOn({ status }, requested) {
  const advice = canRequest(status, requested);
  const path = `actions.change.${requested}.${advice}`;
  return { advice, text: maybe(path) && t(path, { status }) };
}

/** Confirm and Cancel; update(job) adapts them to the job. prefix makes test hooks unique. */
export function changeButtons(prefix, onAsk) {
  let job;
  const make = (requested, look, name) => el(`button.small.${look}`, { test: prefix + name, onclick() {
    const { advice, text } = adviceOn(job, requested);
    if (advice === "no") toast(text, "bad");
    else onAsk(job, requested);
  } });
  const buttons = { Ready: make("Ready", "go", "confirm-button"), Cancelled: make("Cancelled", "stop", "cancel-button") };
  return {
    elements: Object.values(buttons),
    update(latest) {
      job = latest;
      for (const [requested, button] of Object.entries(buttons)) {
        const { advice, text } = adviceOn(job, requested);
        // aria-disabled instead of disabled, so that users can still focus the button and read the reason.
        set(button, { "data-advice": advice, title: text, "aria-disabled": advice === "no" && "true", "aria-label": `${t(`actions.change.${requested}.verb`)}: ${jobName(job)}` });
        fill(button, t(`actions.change.${requested}.button`));
      }
    },
  };
}
