// The list: which jobs are shown, in which order, and which are selected.
import { el, fill, set } from "../shared/dom.js";
import { onLanguage } from "../shared/i18n.js";
import { onRoute, route } from "../shared/route.js";
import { createGrid } from "./grid.js";

export function createList(root) {
  const table = el("div.grid", { test: "job-table" });
  fill(root, table);
  const selected = new Set();
  const grid = createGrid(table, selected);
  let jobs = null;
  let order = { entries: [] };

  const list = {
    /** The functions of query.js; missing until a filter or a sort can be in use. */
    query: null,
    /** Called after each update with what the list shows. */
    onRendered: null,
    grid, root, selected, render,
    /** Shows these jobs; called again after each change of them. */
    use(newJobs) {
      if (jobs !== newJobs) selected.clear();
      jobs = newJobs;
      order.isOld = true;
      render();
    },
  };

  function render() {
    const wanted = route();
    const entries = orderedBy(wanted.sort);
    const shown = list.query ? list.query.matching(entries, wanted) : entries;
    grid.render(shown, { open: wanted.job });
    set(root, { "data-phase": jobs?.phase ?? "unconnected", "aria-busy": jobs?.phase === "loading" });
    list.onRendered?.({ jobs, entries, shown, counts: jobs?.counts ?? {} });
  }

  /** All jobs in the order of the sort. They are sorted only after a change of the jobs or of the sort. */
  function orderedBy(name) {
    if (order.name !== name || order.isOld) order = { name, jobs, removals: jobs?.removals, entries: jobs ? sorted(name) : [] };
    return order.entries;
  }

  function sorted(name) {
    const { query } = list;
    let entries = [...jobs.entries];
    if (order.name === name && order.jobs === jobs && order.removals === jobs.removals) {
      const added = entries.slice(order.entries.length);
      if (!added.length && !query?.canChange(name)) return order.entries;
      // The previous order is nearly the new one, which makes sorting fast.
      entries = order.entries.concat(added);
    }
    return query ? query.sorted(entries, name) : entries.sort((a, b) => b.created - a.created);
  }

  onRoute(render);
  onLanguage(render);
  return list;
}
