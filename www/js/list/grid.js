// A grid of any number of jobs, of which only the visible rows are in the document. controls.js lets the user operate it.
import { el, fill, set, style } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { COLUMNS, createRow } from "./row.js";

/** How many rows are prepared above and below the visible ones. */
const MARGIN = 4;

/** How many rows are given to other jobs in one frame. More would take too long for one. */
const ROWS_PER_FRAME = 12;

/** Where rows are, in px, that are not yet given to their jobs. To move a row costs less than to hide it. */
const OUT_OF_VIEW = -100_000;

/** The widths, in rem, below which the style changes. */
const WIDTHS = [72, 56, 44, 21];

/** selected: the ids of the selected jobs. */
export function createGrid(root, selected) {
  const heads = COLUMNS.map((name, i) => el(`div.c-${name}`, { role: "columnheader", "aria-colindex": i + 1 },
    name !== "select" && el("span", { "data-i18n": `shared.column.${name}` })));
  const head = el("div.row.heads", { role: "row", "aria-rowindex": 1 }, heads);
  const body = el("div.rows", { role: "rowgroup" });
  fill(root, el("div.top", { role: "rowgroup" }, head), body);
  set(root, { role: "grid", "aria-multiselectable": "true", "aria-colcount": COLUMNS.length });

  let view = {};
  let frame = 0;
  const rows = new Map(); // entry -> row
  const blank = new Set(); // the entries whose rows still show other jobs, and are out of view
  const spare = [];

  const grid = { root, heads, body, items: [], current: null, rows, entryAt, draw, render, schedule, heightOfRow };

  function schedule() { frame ||= requestAnimationFrame(draw); }

  function heightOfRow() {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    return parseFloat(getComputedStyle(root).getPropertyValue("--row")) * rem;
  }

  function draw() {
    frame = 0;
    if (!root.offsetParent) return;
    const { items } = grid;
    const height = heightOfRow();
    const { top } = body.getBoundingClientRect();
    const [from, to] = [Math.floor(-top / height), Math.ceil((innerHeight - top) / height)];
    const first = Math.max(0, from - MARGIN);
    const last = Math.min(items.length, to + MARGIN);
    const shown = items.slice(first, last).map((entry, i) => [entry, first + i]);
    keepFocused(shown, first, last);
    if (!items.includes(grid.current)) grid.current = shown[0]?.[0] ?? null;
    style(body, "height", `${items.length * height}px`);
    assign(shown.map(([entry]) => entry));
    chooseBlank(shown, (index) => index >= from && index < to);
    for (const [entry, index] of shown) {
      const { element, update } = rows.get(entry);
      style(element, "transform", `translateY(${blank.has(entry) ? OUT_OF_VIEW : index * height}px)`);
      if (blank.has(entry)) continue;
      const { job } = entry;
      update({ job, index, isSelected: selected.has(job.jobId), isOpen: job.jobId === view.open, isCurrent: entry === grid.current });
    }
    arrange(shown.map(([entry]) => rows.get(entry).element));
  }

  /** Puts the rows into their order for screen readers and the Tab key. Few are moved, because each move costs a layout of the row, and
   * never the one with the focus, because it would lose it. */
  function arrange(elements) {
    const { children } = body;
    const places = new Map(elements.map((element, i) => [element, i]));
    const hasFocus = (element) => element.contains(document.activeElement);
    elements.forEach((element, i) => {
      while (children[i] !== element) {
        const other = children[i];
        const from = Array.prototype.indexOf.call(children, element);
        const movesOther = from > i && (places.get(other) > from || hasFocus(element)) && !hasFocus(other);
        if (movesOther) body.append(other);
        else body.insertBefore(element, other ?? null);
      }
    });
  }

  /** Gives each entry a row. Rows of entries that are no longer shown are used again where they are in the document. */
  function assign(entries) {
    const kept = new Set(entries);
    const free = [...rows].filter(([entry]) => !kept.has(entry));
    for (const [entry] of free) {
      rows.delete(entry);
      blank.delete(entry);
    }
    const unused = free.map(([, row]) => row).sort(byPlace);
    for (const entry of entries) {
      if (rows.has(entry)) continue;
      rows.set(entry, unused.shift() ?? spare.pop() ?? createRow());
      blank.add(entry);
    }
    for (const row of unused) row.element.remove();
    spare.push(...unused);
  }

  /** Takes the rows that are filled in this frame from the blank ones; first those in the window. The others follow with the next frame. */
  function chooseBlank(shown, isVisible) {
    const urgency = ([entry, index]) => (entry === grid.current ? 0 : isVisible(index) ? 1 : 2);
    const waiting = shown.filter(([entry]) => blank.has(entry)).sort((a, b) => urgency(a) - urgency(b));
    for (const [entry] of waiting.slice(0, ROWS_PER_FRAME)) blank.delete(entry);
    if (blank.size) schedule();
  }

  /** A row that has the focus stays in the document while it is outside of the window. */
  function keepFocused(shown, first, last) {
    const entry = entryAt(document.activeElement);
    const index = entry ? grid.items.indexOf(entry) : -1;
    if (index >= 0 && index < first) shown.unshift([entry, index]);
    if (index >= last) shown.push([entry, index]);
  }

  function entryAt(target) {
    const element = target?.closest?.(".row");
    for (const [entry, row] of rows) if (row.element === element) return entry;
    return undefined;
  }

  /** newView: { open: job id } */
  function render(entries, newView) {
    grid.items = entries;
    view = newView;
    set(root, { "aria-rowcount": entries.length + 1, "aria-label": t("shared.title"), hidden: !entries.length });
    // The rows follow one frame later, because sorting or searching many jobs and filling rows would be too much for one frame.
    requestAnimationFrame(schedule);
  }

  addEventListener("scroll", schedule, { passive: true });
  // An attribute, because container queries make each layout of a row slower.
  new ResizeObserver(([{ contentRect: { width } }]) => {
    const rem = parseFloat(getComputedStyle(document.documentElement).fontSize);
    if (width) set(root, { "data-below": WIDTHS.filter((limit) => width <= limit * rem).join(" ") });
    schedule();
  }).observe(root);
  return grid;
}

const byPlace = (a, b) => (a.element.compareDocumentPosition(b.element) & Node.DOCUMENT_POSITION_FOLLOWING ? -1 : 1);
