// The tool bar: search, status filter, and refresh.
import { el, icon, set } from "../shared/dom.js";
import { maybe, t } from "../shared/i18n.js";
import { operationName, TONES } from "../shared/job-parts.js";

const STATUSES = Object.keys(TONES);
const ENDED = ["Complete", "Cancelled", "Failed"];
/** The choices in addition to the single statuses; an empty list means all jobs. */
const GROUPS = { all: [], running: STATUSES.filter((status) => !ENDED.includes(status)), ended: ENDED };

/** on: { search(), statuses(), refresh(), auto(isOn) } */
export function createFilter(root, on) {
  const search = el("input", { type: "search", test: "search-input", oninput: on.search });
  const choice = el("select", { test: "status-filter", "data-i18n-label": "list.column.status", onchange: on.statuses },
    [...Object.keys(GROUPS), ...STATUSES].map((value) => el("option", { value })));
  const auto = el("input", { type: "checkbox", checked: true, test: "auto-refresh", onchange: () => on.auto(auto.checked) });
  const autoState = el("span.gloss", { test: "refresh-state" });
  root.append(search, choice,
    el("label.check", auto, el("span", { "data-i18n": "list.refresh.auto" }), autoState),
    el("button", { test: "refresh-button", onclick: on.refresh }, icon("refresh"), el("span", { "data-i18n": "list.refresh.now" })));
  const query = () => search.value.trim().toLowerCase();

  return {
    statuses: () => GROUPS[choice.value] ?? [choice.value],
    isOn: () => query() !== "" || choice.value !== "all",
    /** Whether a job matches the search. COS has filtered by status already. */
    matches: (job) => [job.description ?? "", job.jobId, operationName(job.operation)].some((text) => text.toLowerCase().includes(query())),
    render(refreshState) {
      set(search, { placeholder: t("list.filter.search"), "aria-label": t("list.filter.search") });
      for (const option of choice.options) option.label = maybe(`list.filter.${option.value}`) ?? `${option.value} · ${t(`shared.gloss.${option.value}`)}`;
      autoState.textContent = t(`list.refresh.${refreshState}`);
    },
  };
}
