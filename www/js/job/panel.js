// Shows all details of DescribeJob for the selected job, beside the list.
import { el, fill, icon, set, show } from "../shared/dom.js";
import { errorPanel } from "../shared/error-panel.js";
import { maybe, number, t, time } from "../shared/i18n.js";
import { changeButtons, copyableId, operationLabel, operationName, progress, statusBadge } from "../shared/job-parts.js";

/** The fields of a job that each section shows. */
const SECTIONS = {
  progress: ["progressSummary"],
  reasons: ["statusUpdateReason", "suspendedCause", "suspendedDate", "terminationDate", "failureReasons"],
  operation: ["operation"],
  manifest: ["manifest"],
  report: ["report"],
  about: ["creationTime", "priority", "confirmationRequired", "roleArn", "clientRequestToken"],
};

/** on: { close(), ask(job, requested) } */
export function createPanel(root, on) {
  const title = el("h2", { id: "panel-title", tabindex: -1 });
  const id = el("p.id");
  const failure = el("div");
  const status = el("p", { test: "panel-status" });
  const buttons = changeButtons("panel-", on.ask);
  const actions = el("p.buttons", buttons.elements);
  const sections = Object.keys(SECTIONS).map((name) => el("section", { test: `panel-${name}` }));
  fill(root,
    el("div.split", title, el("button.bare", { test: "panel-close", "data-i18n-label": "shared.close", onclick: on.close }, icon("shared.close"))),
    id, failure, status, actions, sections);

  return {
    focus: () => title.focus(),
    /** view: null when closed, or { jobId, job, error }; job is missing until it has been read. */
    render(view) {
      const { jobId, job, error } = view ?? {};
      set(root, { hidden: !view, "data-job-id": jobId, "data-status": job?.status });
      if (!view) return;
      show(title, [job?.description, !job, error], () => job?.description || t(job ? "shared.untitled" : error ? "list.failed" : "list.loading"));
      show(id, jobId, () => copyableId(jobId));
      show(failure, [error, error?.message], () => error && errorPanel(error));
      show(status, job?.status, () => job && statusBadge(job.status));
      set(actions, { hidden: !job });
      if (job) buttons.update(job);
      Object.entries(SECTIONS).forEach(([name, fields], i) => {
        const values = fields.map((field) => [field, job?.[field]]);
        show(sections[i], values, () => content(name, values));
        set(sections[i], { hidden: !sections[i].hasChildNodes() });
      });
    },
  };
}

function content(name, values) {
  const rows = values.flatMap(([field, value]) => facts(field, value));
  const [[, first]] = values;
  if (!rows.length && !(name === "operation" && first)) return null;
  return [
    el("h3", t(`job.${name}`)),
    name === "progress" && progress(first),
    name === "operation" && el("p", operationLabel(operationName(first))),
    el("dl.facts", rows),
  ];
}

/** Every value inside a field, with its name in the user's language or, if there is none, the API's name. */
function facts(name, value) {
  if (value === undefined || value === null || value.length === 0) return [];
  const isPair = value.key !== undefined;
  if (Array.isArray(value) ? typeof value[0] === "object" : typeof value === "object" && !isPair) {
    return Object.entries(value).flatMap(([key, inner]) => facts(Array.isArray(value) ? name : key, inner));
  }
  const text = isPair ? `${value.key} = ${value.value}` : Array.isArray(value) ? value.join(", ") : typeof value === "number" ? number(value) : String(value);
  return [
    el("dt", maybe(`job.field.${name}`) ?? name.replace(/^./, (first) => first.toUpperCase())),
    el("dd", { test: `field-${name}` }, /(Time|Date)$/.test(name) ? el("time", { title: text }, time(text)) : text),
  ];
}
