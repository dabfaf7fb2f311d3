/** The progress of a job: a bar in a terminal, lines in a pipe. */

import { duration, printable } from "./text.mjs";

const BAR = 24;

/** The progress in words and numbers. */
export function progressParts({ status, done, total, failed, perSecond, etaSeconds }) {
  const percent = total > 0 ? Math.floor((done / total) * 100) : 0;
  const parts = [printable(status), `${done}/${total}`, `${percent}%`, `${failed} failed`];
  if (perSecond !== undefined) parts.push(`${perSecond < 10 ? perSecond.toFixed(1) : Math.round(perSecond)}/s`);
  if (etaSeconds !== undefined) parts.push(`${duration(etaSeconds)} left`);
  return parts;
}

export class Progress {
  #output;
  #isOpen = false;

  constructor(output) {
    this.#output = output;
  }

  show(update) {
    if (this.#output.isTerminal) this.#draw(update);
    else this.#output.line(progressParts(update).join("\t"));
  }

  /** Ends the line of the bar. */
  end() {
    if (this.#isOpen) this.#output.write("\n");
    this.#isOpen = false;
  }

  #draw(update) {
    const { style, columns } = this.#output;
    const [status, count, percent, failed, ...rest] = progressParts(update);
    const filled = update.total > 0 ? Math.floor((update.done / update.total) * BAR) : 0;
    const bar = `[${"#".repeat(filled)}${"-".repeat(BAR - filled)}]`;
    const words = [percent.padStart(4), count, ...(update.failed > 0 ? [failed] : []), ...rest].join("  ");
    const plain = `${status.padEnd(10)} ${bar} ${words}`;
    // A line that is wider than the terminal cannot be drawn over.
    const line = plain.length < columns ? `${style.status(status, status.padEnd(10))} ${bar} ${words}` : plain.slice(0, columns - 1);
    this.#output.write(`\r\u001b[K${line}`);
    this.#isOpen = true;
  }
}
