// Changes many jobs: shows the plan, asks, runs it with progress, and shows one outcome per job.
import { el, fill, set, showDialog } from "../shared/dom.js";
import { errorPanel } from "../shared/error-panel.js";
import { number, t } from "../shared/i18n.js";
import { jobName } from "../shared/job.js";
import { createDialog } from "./dialog.js";
import { reasonField, typedField } from "./fields.js";
import { addOutcome } from "./outcomes.js";
import { saveResults } from "./results-file.js";
import { resultList, tally } from "./results.js";
import { dangerOf, numberToType } from "./rules.js";

const MANY = { confirm: "confirmJobs", cancel: "cancelJobs" };

/** jobs: as the list knows them. Resolves when the dialog is closed. */
export async function changeMany(app, action, jobs) {
  const known = new Map(jobs.map((job) => [job.jobId, job]));
  let stop = new AbortController();
  let fields = [];
  let run = () => {};
  const sheet = createDialog({ title: t(`actions.many.${action}`, { n: jobs.length }), test: "bulk-dialog", submit: () => run(), isWide: true });
  const { dialog, body, foot } = sheet;
  const back = el("button", { test: "bulk-close", onclick: sheet.close }, t("actions.keep"));
  dialog.addEventListener("close", () => stop.abort());

  const closed = showDialog(dialog);
  await plan();
  await closed;

  /** A dry run looks at each job and changes nothing. */
  async function plan() {
    fill(foot, back);
    const rows = new Map();
    const bar = progressBar(t("actions.many.planning"), jobs.length);
    fill(body, bar.element);
    try {
      for await (const item of app.client[MANY[action]]({ jobIds: [...known.keys()], dryRun: true }, { signal: stop.signal })) {
        // In a dry run, a skipped job is one that would be changed.
        rows.set(item.jobId, { ...item, outcome: item.outcome === "skipped" ? "planned" : item.outcome });
        bar.show(rows.size);
      }
    } catch (error) {
      if (!stop.signal.aborted) fill(body, errorPanel(error, { retry: plan }));
      return;
    }
    for (const jobId of known.keys()) if (!rows.has(jobId)) rows.set(jobId, { jobId, outcome: "skipped", status: known.get(jobId).status });
    showPlan([...rows.values()].map(withJob));
  }

  function withJob(item) {
    return { ...item, job: { ...known.get(item.jobId), ...(item.status && { status: item.status }) } };
  }

  function showPlan(rows) {
    const planned = rows.filter(({ outcome }) => outcome === "planned").map(({ job }) => job);
    const dangerous = action === "confirm" ? planned.filter(dangerOf) : [];
    const submit = el(`button.strong.${action === "cancel" ? "stop" : "go"}`, { type: "submit", test: "bulk-run" }, t(`actions.many.${action}`, { n: planned.length }));
    const update = () => set(submit, { disabled: !planned.length || fields.some((part) => part.problem) });
    const objects = numberToType(dangerous);
    fields = planned.length ? [
      dangerous.length > 0 && typedField(objects, t("actions.many.typed", { n: dangerous.length, number: number(Number(objects)) }), update),
      reasonField("", update),
    ].filter(Boolean) : [];
    fill(body, tally(rows),
      el("p", { test: "bulk-objects" }, t("actions.many.objects", { number: number(Number(numberToType(planned))) })),
      fields.map((part) => part.element), resultList(rows));
    fill(foot, back, submit);
    for (const part of fields) part.update();
    update();
    run = () => { if (!submit.disabled && submit.isConnected) execute(planned); };
  }

  async function execute(planned) {
    const reason = fields.find((part) => part.control.id === "reason").control.value.trim();
    stop = new AbortController();
    const results = new Map();
    const sentAt = Date.now();
    const bar = progressBar(t(`actions.many.running.${action}`), planned.length);
    const halt = el("button.stop", { test: "bulk-stop", onclick: () => {
      stop.abort();
      set(halt, { disabled: true });
    } }, t("actions.many.stop"));
    fill(body, bar.element);
    fill(foot, halt);
    sheet.busy = true;
    let error = null;
    try {
      const input = { jobIds: planned.map(({ jobId }) => jobId), ...(reason && { reason }) };
      for await (const item of app.client[MANY[action]](input, { signal: stop.signal })) {
        results.set(item.jobId, item);
        bar.show(results.size);
        if (item.status) app.jobs.learn([{ ...app.jobs.get(item.jobId) ?? known.get(item.jobId), status: item.status }]);
      }
    } catch (caught) {
      if (!stop.signal.aborted) error = caught;
    }
    sheet.busy = false;
    const rows = planned.map(({ jobId }) => withJob(results.get(jobId) ?? { jobId, outcome: "unstarted" }));
    for (const { jobId, job, outcome } of rows) {
      if (outcome === "unknown") addOutcome(app, { jobId, name: jobName(job), action, values: { reason }, sentAt });
    }
    showResults(rows, error);
  }

  function showResults(rows, error) {
    fill(body, error && errorPanel(error), stop.signal.aborted && el("p.callout", { "data-tone": "idle" }, t("actions.many.stopped")), tally(rows), resultList(rows));
    fill(back, t("tools.close"));
    fill(foot, el("button", { test: "bulk-save", onclick: () => saveResults(rows, action) }, t("actions.many.save")), back);
    run = () => {};
    sheet.heading.focus();
  }
}

function progressBar(text, max) {
  const bar = el("progress.wide", { max, value: 0, "aria-label": text });
  const count = el("span", { test: "bulk-progress" }, `0 / ${number(max)}`);
  return {
    element: el("div", { role: "status" }, el("p", text), bar, " ", count),
    show(done) {
      bar.value = done;
      fill(count, `${number(done)} / ${number(max)}`);
    },
  };
}
