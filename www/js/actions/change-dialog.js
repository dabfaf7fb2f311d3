// Asks the user before a job is confirmed or cancelled, sends the change once, and keeps a refusal visible.
import { el, fill, icon, set, showDialog } from "../shared/dom.js";
import { errorPanel } from "../shared/error-panel.js";
import { maybe, t } from "../shared/i18n.js";
import { adviceOn, operationName, statusBadge } from "../shared/job-parts.js";

const MAX_REASON_BYTES = 256;

/** send(reason) changes the job, read() returns its current status or null. When the dialog is closed, the promise
 * resolves to the result of send, or to null. */
export async function askForChange({ job, requested, send, read }) {
  let answer = null;
  let busy = false;
  let advice = adviceOn(job, requested);

  const warning = el("p.callout", { test: "change-warning" });
  const reason = el("textarea", { id: "reason", rows: 3, autofocus: true, test: "reason-input", "aria-describedby": "reason-hint reason-wrong", oninput: update });
  const count = el("span", { test: "reason-counter" });
  const wrong = el("p.wrong", { id: "reason-wrong", role: "alert" });
  const failure = el("div");
  const back = el("button", { test: "keep-as-is", onclick: () => dialog.close() });
  const submit = el(`button.strong.${requested === "Ready" ? "go" : "stop"}`, { type: "submit", test: "submit-change" });
  const dialog = el("dialog", { test: "change-dialog", "aria-labelledby": "change-title", "aria-describedby": "change-summary", oncancel: stay, onkeydown: stay },
    el("form", { onsubmit: sendOnce },
      el("h2", { id: "change-title" }, t(`actions.change.${requested}.verb`)),
      el("div.subject", el("strong", job.description || t("shared.untitled")), el("code", job.jobId), statusBadge(job.status)),
      el("p.lead", { id: "change-summary", test: "change-summary" }, sentence(job, requested)),
      warning,
      el("label", { for: "reason" }, t("actions.reason.label")), reason,
      el("p.hint.split", el("span", { id: "reason-hint" }, t("actions.reason.hint")), count),
      wrong, failure,
      el("p.buttons.end", back, submit)));

  function update() {
    // The service accepts no control characters, so they become spaces.
    const clean = reason.value.replace(/[\u0000-\u001f\u007f]+/g, " ");
    if (clean !== reason.value) reason.value = clean;
    const bytes = new TextEncoder().encode(clean).length;
    const over = bytes - MAX_REASON_BYTES;
    fill(count, t("actions.reason.bytes", { bytes, max: MAX_REASON_BYTES }));
    fill(wrong, over > 0 && t("actions.reason.long", { over }));
    set(reason, { "aria-invalid": over > 0 && "true", readonly: busy });
    set(warning, { hidden: !advice.text });
    fill(warning, icon("Failing"), " ", advice.text);
    set(back, { disabled: busy });
    set(submit, { disabled: busy || over > 0 || advice.advice === "no" });
    fill(back, t(failure.hasChildNodes() ? "shared.back" : "actions.change.back"));
    fill(submit, t(busy ? "actions.change.sending" : `actions.change.${requested}.verb`));
  }

  async function sendOnce(event) {
    event.preventDefault();
    if (submit.disabled) return;
    busy = true;
    update();
    fill(failure);
    try {
      answer = await send(reason.value);
    } catch (error) {
      const status = await read();
      if (status) advice = adviceOn({ status }, requested);
      fill(failure, errorPanel(error, { effect: "unknown", now: status ? t("errors.now", { status }) : t("errors.unread") }));
    }
    busy = false;
    update();
    if (answer) dialog.close();
    else back.focus();
  }

  /** The dialog stays open while a change is being sent. */
  function stay(event) {
    if (busy && (event.type === "cancel" || event.key === "Escape")) event.preventDefault();
  }

  update();
  await showDialog(dialog);
  return answer;
}

/** What the change will do, in one sentence with the number of objects and the operation. */
function sentence({ operation, progressSummary }, requested) {
  const { totalNumberOfTasks: total, numberOfTasksSucceeded: succeeded, numberOfTasksFailed: failed } = progressSummary;
  const done = succeeded + failed;
  const objects = total ? t("shared.objects", { n: total }) : t("shared.objects.unknown");
  if (requested === "Cancelled" && done) return t("actions.change.Cancelled.running", { done, objects });
  const name = operationName(operation);
  const will = t(maybe(`actions.will.${name}`) ? `actions.will.${name}` : "actions.will.other", { objects, operation: name });
  const forever = requested === "Ready" && name === "COSDeleteObject" && t("actions.change.Ready.forever");
  return [t(`actions.change.${requested}.ask`, { will }), " ", forever];
}
