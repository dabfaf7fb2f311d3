// Operates the grid: with the mouse, by touch and with the keyboard.
import { el, fill, set } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { go, route } from "../shared/route.js";
import { sortOf } from "./query.js";
import { COLUMNS } from "./row.js";

/** These columns show the largest values first when they are chosen. */
const DESCENDING = ["created", "priority", "progress"];
/** Space for the bar of the selection, which must not cover the row that has the focus. */
const BELOW = 80;

/** on: { open(jobId), ask(change, job), selected(jobIds) } */
export function addControls(list, on) {
  const { grid, selected } = list;
  const all = el("input", { type: "checkbox", test: "select-all", onchange: () => select(grid.items, all.checked) });
  let last = -1;
  addHeads(grid.heads, all);
  const { render } = grid;
  grid.body.addEventListener("click", clicked);
  grid.body.addEventListener("keydown", pressed);
  grid.body.addEventListener("focusin", ({ target }) => {
    grid.current = grid.entryAt(target) ?? grid.current;
    grid.schedule();
  });

  function select(entries, isSelected) {
    for (const { job: { jobId } } of entries) {
      if (isSelected) selected.add(jobId);
      else selected.delete(jobId);
    }
    list.render();
    on.selected(selected);
  }

  function clicked(event) {
    const entry = grid.entryAt(event.target);
    if (!entry || event.ctrlKey || event.metaKey) return; // the browser opens a link in a new tab
    const hook = event.target.closest("[data-testid]").dataset.testid;
    const { job } = entry;
    if (hook === "confirm-button" || hook === "cancel-button") on.ask(hook.split("-")[0], job);
    else if (hook === "select-job") selectOne(entry, event.shiftKey);
    else if (!event.target.closest(".box") && !String(getSelection())) {
      event.preventDefault();
      on.open(job.jobId);
    }
  }

  /** With the shift key, all rows since the last selected one. */
  function selectOne(entry, isRange) {
    const index = grid.items.indexOf(entry);
    const from = isRange && last >= 0 ? last : index;
    last = index;
    select(grid.items.slice(Math.min(from, index), Math.max(from, index) + 1), !selected.has(entry.job.jobId));
  }

  /** Scrolls to the job's row, which becomes the current one. Returns whether the job is in the list. */
  function reveal(jobId) {
    const index = grid.items.findIndex(({ job }) => job.jobId === jobId);
    if (index < 0) return false;
    const height = grid.heightOfRow();
    const top = grid.body.getBoundingClientRect().top + index * height;
    const space = grid.heads[0].offsetHeight + 8;
    if (top < space) scrollBy(0, top - space);
    else if (top + height > innerHeight - BELOW) scrollBy(0, top + height - innerHeight + BELOW);
    grid.current = grid.items[index];
    return true;
  }

  /** Moves the focus to a control of the job's row; by default to its name. */
  function focus(jobId, control = "job-open") {
    if (!reveal(jobId)) return;
    grid.draw();
    const { controls } = grid.rows.get(grid.current);
    const wanted = controls.find(({ dataset, hidden }) => dataset.testid === control && !hidden) ?? controls[1];
    wanted.focus({ preventScroll: true });
  }

  /** Arrow keys, Page Up, Page Down, Home and End move the focus by rows; left and right move it within a row. */
  function pressed(event) {
    const entry = grid.entryAt(event.target);
    if (!entry || event.altKey || event.ctrlKey || event.metaKey) return;
    const { items } = grid;
    const page = Math.max(1, Math.floor(innerHeight / grid.heightOfRow()) - 3);
    const index = items.indexOf(entry);
    const next = { ArrowDown: index + 1, ArrowUp: index - 1, PageDown: index + page, PageUp: index - page, Home: 0, End: items.length - 1 }[event.key];
    const side = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (next === undefined && !side) return;
    event.preventDefault();
    if (!side) return focus(items[Math.max(0, Math.min(items.length - 1, next))].job.jobId, event.target.dataset.testid);
    const controls = [...event.target.closest(".row").querySelectorAll("input, a, button:not([hidden])")];
    controls[controls.indexOf(event.target) + side]?.focus();
  }

  Object.assign(grid, {
    render(entries, view) {
      render(entries, view);
      const { column, isDescending } = sortOf(route().sort);
      grid.heads.forEach((head, i) => set(head, { "aria-sort": COLUMNS[i] !== column ? null : isDescending ? "descending" : "ascending" }));
      const count = selected.size && entries.reduce((sum, { job }) => sum + selected.has(job.jobId), 0);
      all.checked = count > 0 && count === entries.length;
      all.indeterminate = count > 0 && count < entries.length;
      set(all, { "aria-label": t("tools.selectAll", { count: entries.length }) });
    },
  });
  Object.assign(list, { focus, reveal });
  list.clearSelection = () => select([...selected].map((jobId) => ({ job: { jobId } })), false);
}

function addHeads(heads, all) {
  heads.forEach((head, i) => {
    const name = COLUMNS[i];
    if (name === "select") fill(head, el("label.box", all, el("span.all", { "data-i18n": "tools.all" })));
    else if (name !== "actions") fill(head, el("button.bare.head", { test: `sort-${name}`, onclick: () => sortBy(name) }, head.firstChild));
  });
}

function sortBy(column) {
  const now = sortOf(route().sort);
  const isDescending = now.column === column ? !now.isDescending : DESCENDING.includes(column);
  go({ sort: `${isDescending ? "-" : ""}${column}` });
}
