// Search, filters and sort. They are kept in the address.
import { el, icon, set, write } from "../shared/dom.js";
import { maybe, number, t } from "../shared/i18n.js";
import { OPERATIONS } from "../shared/job.js";
import { go, route } from "../shared/route.js";
import { AGES, GROUPS, sortOf, STATUSES } from "./query.js";

const CHOICES = {
  status: ["", ...Object.keys(GROUPS), ...STATUSES],
  operation: ["", ...OPERATIONS],
  age: ["", ...Object.keys(AGES)],
  sort: ["-created", "created", "job", "status", "operation", "-priority", "priority", "progress", "-progress"],
};

/** on: { refresh(), auto(isOn), create() } */
export function createToolbar(root, on) {
  const search = el("input", { type: "search", id: "search", test: "search-input", oninput: () => go({ q: search.value.trim() }) });
  const selects = Object.entries(CHOICES).map(([name, values]) => el("select", {
    test: `${name}-filter`, "data-name": name, "data-i18n-label": `tools.filter.${name}`, onchange: ({ target }) => go({ [name]: target.value }),
  }, values.map((value) => el("option", { value }))));
  const auto = el("input", { type: "checkbox", checked: true, test: "auto-refresh", onchange: () => on.auto(auto.checked) });
  const filters = el("div.filters", { id: "filters" }, selects,
    el("label.check", auto, el("span", { "data-i18n": "tools.auto" })));
  const toggle = el("button.toggle", { test: "toggle-filters", "aria-controls": "filters", "aria-expanded": "false", onclick() {
    set(toggle, { "aria-expanded": toggle.getAttribute("aria-expanded") === "false" });
  } }, icon("filter"), el("span", { "data-i18n": "tools.filters" }), el("b"));
  root.append(search, toggle, filters,
    button("refresh", "refresh-button", on.refresh), button("plus", "create-button", on.create));

  return {
    /** counts: how many of all jobs that are known have each status. */
    render({ jobs, counts }) {
      const isComplete = jobs?.phase === "ready";
      const wanted = route();
      if (search.value.trim() !== (wanted.q ?? "")) search.value = wanted.q ?? "";
      set(search, { placeholder: t("tools.search"), "aria-label": t("tools.search") });
      for (const select of selects) {
        const { name } = select.dataset;
        for (const option of select.options) write(option, labelOf(name, option.value, counts, isComplete));
        const value = wanted[name] ?? "";
        select.value = CHOICES[name].includes(value) ? value : CHOICES[name][0];
        set(select, { "data-on": name !== "sort" && value !== "" && "yes" });
      }
      write(toggle.lastChild, ["status", "operation", "age"].filter((name) => wanted[name]).length || "");
    },
  };
}

const button = (shape, test, onclick) => el("button", { test, onclick }, icon(shape), el("span", { "data-i18n": `tools.${shape}` }));

function labelOf(name, value, counts, isComplete) {
  if (name === "status" && STATUSES.includes(value)) {
    return `${value} · ${t(`shared.gloss.${value}`)} (${number(counts[value] ?? 0)}${isComplete ? "" : "+"})`;
  }
  if (name === "operation" && value) return t(`shared.operation.${value}`);
  if (name !== "sort") return t(`tools.${name}.${value || "all"}`);
  const { column, isDescending } = sortOf(value);
  return `${t("tools.sortBy", { column: maybe(`shared.column.${column}`) })} ${isDescending ? "↓" : "↑"}`;
}
