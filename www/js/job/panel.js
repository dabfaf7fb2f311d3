// One job beside the list: what it does, how far it is, why it waits, and what can be done about it.
import { isFinal } from "../client.js";
import { copy } from "../shared/announce.js";
import { el, fill, icon, set, show } from "../shared/dom.js";
import { errorPanel } from "../shared/error-panel.js";
import { maybe, onLanguage, t } from "../shared/i18n.js";
import { canCancel, canConfirm, TONES } from "../shared/job.js";
import { loadAreas } from "../shared/style.js";
import { copies } from "./copies.js";
import { sectionsOf } from "./facts.js";
import { follow } from "./follow.js";
import { progressOf } from "./progress.js";
import { eventsOf, observe, timeline } from "./timeline.js";
import { blockersOf, explanation } from "./waiting.js";

const ENDING = ["Completing", "Cancelling", "Failing"];

/** app: see main.js and tools.js. close() is called when the user closes the panel. */
export function createPanel(root, app, close) {
  const title = el("h2", { id: "panel-title", tabindex: -1 });
  const [id, failure, status, why, actions, progress, past, facts, others] =
    ["p.id", "div", "p", "div", "div.buttons", "section", "section", "div.sections", "div"].map((tag) => el(tag));
  set(status, { test: "panel-status" });
  set(actions, { test: "panel-actions" });
  set(progress, { test: "panel-progress" });
  set(past, { test: "panel-timeline" });
  fill(root,
    el("div.split", title, el("button.bare", { test: "panel-close", "aria-label": t("tools.close"), onclick: close }, icon("close"))),
    id, failure, status, why, actions, progress, past, facts, others);

  let jobId = null;
  let update = null; // the latest of watchJob
  let error = null;
  let stop = () => {};

  function start() {
    stop();
    if (!jobId || !app.client || document.hidden) return;
    stop = follow(app, jobId, {
      update(latest) {
        update = latest;
        error = null;
        observe(jobId, latest.status);
        render();
      },
      failed(latest) {
        error = latest;
        render();
      },
    });
  }

  function render() {
    const job = update?.job;
    set(root, { hidden: !jobId, "data-job-id": jobId, "data-status": job?.status });
    if (!jobId) return;
    const name = job?.description || (app.jobs?.get(jobId)?.description ?? (job ? t("shared.untitled") : t("job.loading")));
    show(title, name, () => name);
    show(id, jobId, () => [el("code", jobId), copyButton(jobId)]);
    show(failure, [error, error?.message], () => error && errorPanel(error, { retry: start, connect: () => app.changeConnection(error) }));
    show(status, job?.status, () => job && [
      el("span.badge", { "data-tone": TONES[job.status] ?? "idle" }, icon(job.status), job.status), " ", el("span.gloss", maybe(`shared.gloss.${job.status}`)),
    ]);
    if (job) renderJob(job);
    for (const part of [why, actions, progress, past, facts, others]) part.hidden = !job;
  }

  function renderJob(job) {
    const blockers = blockersOf(job, app.jobs).slice(0, 6).map((other) => [other.jobId, other.status, other.priority]);
    show(why, [job.status, job.failureReasons, job.suspendedDate, job.priority, blockers, app.jobs.phase], () => explanation(job, app));
    show(actions, [jobId, job.status, job.priority], () => buttonsOf(job));
    const { perSecond, etaSeconds } = update;
    show(progress, [job.progressSummary, perSecond, etaSeconds], () => [el("h3", t("job.section.progress")), progressOf(job, update)]);
    show(past, eventsOf(job), () => [el("h3", t("job.section.timeline")), timeline(job)]);
    const { progressSummary, status: now, ...rest } = job;
    show(facts, rest, () => sectionsOf(job));
    show(others, [jobId, now, app.place], () => copies(job, app.place));
  }

  /** Only the actions that can work. */
  function buttonsOf(job) {
    const button = (action, look = "") => el(`button${look}`, { test: `panel-${action}-button`, onclick: () => app.act(action, job) }, t(`job.action.${action}`));
    return [
      canConfirm(job) && button("confirm", ".go.strong"),
      canCancel(job) && button("cancel", ".stop"),
      !isFinal(job.status) && !ENDING.includes(job.status) && button("priority"),
      button("create"),
      button("delete", ".stop"),
    ];
  }

  document.addEventListener("visibilitychange", start);
  onLanguage(render);

  return {
    /** Shows a job, or hides the panel if there is no id. */
    async show(newId = null) {
      if (newId === jobId) return;
      jobId = newId;
      await loadAreas("job", "errors");
      if (newId !== jobId) return;
      update = error = null;
      start();
      render();
      if (jobId) title.focus();
    },
    /** Called when the jobs of the list changed. */
    changed() {
      if (!update) return;
      const listed = app.jobs.get(jobId);
      if (listed && listed.status !== update.status && !isFinal(update.status)) start();
      render();
    },
    pause: () => stop(),
    restart: start,
  };
}

const copyButton = (jobId) => el("button.bare", { test: "copy-job-id", "aria-label": t("tools.copyId"), title: t("tools.copyId"), onclick: () => copy(jobId) }, icon("copy"));
