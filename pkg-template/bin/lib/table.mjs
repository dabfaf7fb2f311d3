/** Rows as an aligned table for a terminal, or as lines with tabs for a pipe. */

import { fit, printable, width } from "./text.mjs";

/** How many rows are measured before the first one is printed. */
const MEASURED = 1000;

export class Table {
  #columns;
  #print;
  #terminal;
  #rows = [];
  #widths;

  /**
   * @param {{ title: string, value: (item: object) => unknown, alignRight?: boolean, paint?: (item: object, text: string) => string }[]} columns
   * @param {{ print: (line: string) => void, terminal?: { columns: number, style: import("./style.mjs").Style } }} to
   *     without a terminal, lines with tabs are printed
   */
  constructor(columns, { print, terminal }) {
    this.#columns = columns;
    this.#print = print;
    this.#terminal = terminal;
  }

  add(item) {
    const cells = this.#columns.map(({ value }) => printable(value(item)));
    if (!this.#terminal) return this.#print(cells.join("\t"));
    if (this.#widths) return this.#printRow(cells, item);
    this.#rows.push({ cells, item });
    if (this.#rows.length === MEASURED) this.end();
  }

  /** Prints the rows that were kept for measuring. */
  end() {
    if (!this.#terminal || this.#widths || this.#rows.length === 0) return;
    this.#widths = this.#measured();
    const titles = this.#columns.map(({ title }) => title);
    this.#print(this.#terminal.style.paint("bold", this.#joined(titles)));
    for (const { cells, item } of this.#rows) this.#printRow(cells, item);
    this.#rows = [];
  }

  #measured() {
    const widths = this.#columns.map(({ title }, index) =>
      Math.max(width(title), ...this.#rows.map(({ cells }) => width(cells[index]))));
    // The last column gets what is left of the line.
    const last = widths.length - 1;
    const used = widths.slice(0, last).reduce((sum, columns) => sum + columns + 2, 0);
    widths[last] = Math.max(10, Math.min(widths[last], this.#terminal.columns - used));
    return widths;
  }

  #printRow(cells, item) {
    this.#print(this.#joined(cells, (text, index) => this.#columns[index].paint?.(item, text) ?? text));
  }

  #joined(cells, paint = (text) => text) {
    const last = cells.length - 1;
    const fitted = cells.map((text, index) => {
      const { alignRight } = this.#columns[index];
      return paint(fit(text, this.#widths[index], { pad: index < last, alignRight }), index);
    });
    return fitted.join("  ");
  }
}
