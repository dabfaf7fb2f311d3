// Confirms, cancels or deletes a job, or changes its priority. The job is looked at first, and after a failure.
import { toast } from "../shared/announce.js";
import { el, fill, set, showDialog } from "../shared/dom.js";
import { errorPanel } from "../shared/error-panel.js";
import { number, t } from "../shared/i18n.js";
import { jobName } from "../shared/job.js";
import { go, route } from "../shared/route.js";
import { createDialog } from "./dialog.js";
import { priorityField, reasonField, typedField } from "./fields.js";
import { addOutcome } from "./outcomes.js";
import { dangerOf, lookAt, numberToType, stateOf } from "./rules.js";
import { storyOf } from "./story.js";
import { subject } from "./subject.js";

const SEND = {
  confirm: (client, jobId, { reason }) => client.confirmJob({ jobId, ...(reason && { reason }) }),
  cancel: (client, jobId, { reason }) => client.cancelJob({ jobId, ...(reason && { reason }) }),
  priority: (client, jobId, { priority }) => client.updateJobPriority({ jobId, priority }),
  delete: (client, jobId) => client.deleteJob({ jobId }),
};

export async function change(app, action, listed, values) {
  const { jobId } = listed;
  let job = listed;
  let parts = [];
  let story = null; // of a failure whose outcome is not known yet
  let sentAt = 0;
  const sheet = createDialog({ title: t(`actions.${action}.title`), test: "change-dialog", submit });
  const { body, foot, dialog } = sheet;
  const back = el("button", { test: "keep-as-is", onclick: sheet.close }, t("actions.keep"));
  const send = el(`button.strong.${action === "cancel" || action === "delete" ? "stop" : "go"}`, { type: "submit", test: "submit-change" }, t(`actions.${action}.verb`));

  const closed = showDialog(dialog);
  await begin();
  await closed;
  if (story?.isUnknown) addOutcome(app, { jobId, name: jobName(job), action, values: valuesOf(), sentAt });

  /** Looks at the job, and asks for the change only if it can work. */
  async function begin() {
    fill(body, el("p", { role: "status" }, t("actions.looking")));
    fill(foot, back);
    try {
      job = await app.look(jobId);
    } catch (error) {
      fill(body, errorPanel(error, { what: t("actions.unread"), retry: begin }));
      return;
    }
    const state = stateOf(action, job, values);
    if (state === "impossible" || (state === "reached" && action !== "priority")) tellThatItCannot(state);
    else ask();
  }

  function tellThatItCannot(state) {
    fill(body, subject(job), el("p.callout", { "data-tone": "idle", test: "change-impossible" }, t(`actions.story.${state}.${action}`)));
    fill(back, t("tools.close"));
    back.focus();
  }

  function ask() {
    parts = fieldsOf();
    const danger = action === "confirm" ? dangerOf(job) : action === "delete" ? "deleteJob" : undefined;
    fill(body, subject(job),
      el("p", { test: "change-summary" }, t(`actions.${action}.ask`)),
      danger && el("p.callout", { "data-tone": "wait", test: "change-warning" }, t(`actions.danger.${danger}`)),
      parts.map((part) => part.element));
    fill(foot, back, send);
    for (const part of parts) part.update();
    (parts[0]?.control ?? back).focus();
  }

  function fieldsOf() {
    const reason = () => reasonField(values.reason ?? "", update);
    if (action === "cancel") return [reason()];
    if (action === "priority") return [priorityField(values.priority ?? job.priority, update)];
    if (action === "delete" || !dangerOf(job)) return action === "delete" ? [] : [reason()];
    const objects = numberToType([job]);
    return [typedField(objects, t("actions.typed.label", { number: number(Number(objects)) }), update), reason()];
  }

  function update() {
    set(send, { disabled: parts.some((part) => part.problem) });
  }

  function valuesOf() {
    const value = (id) => parts.find((part) => part.control.id === id)?.control.value;
    return { reason: value("reason")?.trim(), ...(action === "priority" && { priority: Number(value("priority")) }) };
  }

  async function submit() {
    if (send.disabled || !send.isConnected) return;
    setBusy(true);
    sentAt = Date.now();
    story = null;
    try {
      const answer = await SEND[action](app.client, jobId, valuesOf());
      finish(answer);
    } catch (error) {
      await tell(error);
    }
    setBusy(false);
  }

  function setBusy(isBusy) {
    sheet.busy = isBusy;
    for (const button of [back, send]) set(button, { disabled: isBusy || (button === send && parts.some((part) => part.problem)) });
    fill(send, isBusy ? t("actions.sending") : t(`actions.${action}.verb`));
  }

  function finish({ status, priority, changed = true }) {
    if (action === "delete") {
      app.jobs.remove(jobId);
      if (route().job === jobId) go({ job: "" });
    } else app.jobs.learn([{ ...job, ...(action === "priority" ? { priority } : { status }) }]);
    toast(t(`actions.${action}.${changed ? "done" : "already"}`, { job: jobName(job), status, priority }));
    sheet.busy = false;
    dialog.close();
  }

  /** Looks at the job, and tells what happened. */
  async function tell(error) {
    const seen = await lookAt(app, jobId);
    if (seen) job = seen;
    story = storyOf(error, action, seen, valuesOf(), sentAt);
    const panel = errorPanel(error, {
      ...story, retry: story.canLook ? () => lookAgain(error) : undefined, retryText: t("actions.lookAgain"),
      connect: () => { dialog.close(); app.changeConnection(error); },
    });
    fill(body, subject(job), panel, story.canRetry && parts.map((part) => part.element));
    fill(back, t("tools.close"));
    fill(foot, back, story.canRetry && send);
    sheet.heading.focus();
  }

  async function lookAgain(error) {
    setBusy(true);
    await tell(error);
    setBusy(false);
  }
}
