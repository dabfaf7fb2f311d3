/** Standard output and standard error. */

import { PipeClosed } from "./failure.mjs";
import { Style } from "./style.mjs";

export class Output {
  /** Aborted when the program that reads standard output has ended. */
  closed = new AbortController();
  #out;
  #err;

  constructor(out, err) {
    this.#out = out;
    this.#err = err;
    this.isTerminal = Boolean(out.isTTY);
    this.style = new Style(out);
    this.noteStyle = new Style(err);
    out.on("error", (error) => this.#onError(error));
    // If standard error is closed, there is nowhere left to report to.
    err.on("error", () => {});
  }

  /** How many columns the terminal has. */
  get columns() {
    return this.#out.columns || 80;
  }

  /** A line of the result. */
  line(text) {
    this.write(`${text}\n`);
  }

  json(value) {
    this.line(JSON.stringify(value));
  }

  write(text) {
    if (!this.closed.signal.aborted) this.#out.write(text);
  }

  /** A line for the user, which is not part of the result. */
  note(text) {
    this.#err.write(`${text}\n`);
  }

  /** The terminal with which the user can be asked. */
  get questions() {
    return this.#err;
  }

  #onError(error) {
    if (error.code !== "EPIPE" && error.code !== "ERR_STREAM_DESTROYED") this.note(`cos-jobs: cannot write: ${error.message}`);
    this.closed.abort(new PipeClosed());
  }
}
