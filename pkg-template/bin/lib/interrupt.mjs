/** Ctrl-C. The first one ends reads at once and lets changes finish; the second one ends the program. */

import { EXIT, Interrupted } from "./failure.mjs";

/** npx passes a Ctrl-C on that the terminal has already sent, so signals that are this close are one, in milliseconds. */
const SAME_PRESS = 500;

export class Interrupt {
  #output;
  #controller = new AbortController();
  #interrupted = new AbortController();
  #changes = 0;
  #pressedAt;
  #listener = () => this.#press();
  #onClosed;

  constructor(output) {
    this.#output = output;
    process.on("SIGINT", this.#listener);
    const { signal } = output.closed;
    this.#onClosed = () => this.#controller.abort(signal.reason);
    signal.addEventListener("abort", this.#onClosed);
    if (signal.aborted) this.#onClosed();
  }

  get signal() {
    return this.#controller.signal;
  }

  get interrupted() {
    return this.#interrupted.signal;
  }

  /** Waits for a change. Rejects with Interrupted without waiting if Ctrl-C came before. */
  async during(start) {
    if (this.#interrupted.signal.aborted) throw this.#interrupted.signal.reason;
    this.#changes += 1;
    try {
      return await start();
    } finally {
      this.#changes -= 1;
    }
  }

  end() {
    process.off("SIGINT", this.#listener);
    this.#output.closed.signal.removeEventListener("abort", this.#onClosed);
  }

  #press() {
    const now = Date.now();
    if (this.#pressedAt !== undefined) {
      if (now - this.#pressedAt >= SAME_PRESS) this.#leave();
      return;
    }
    this.#pressedAt = now;
    if (this.#changes > 0) {
      this.#output.note("\nWaiting for the outcome of the change. Press Ctrl-C again to leave without it.");
    }
    const reason = new Interrupted();
    this.#interrupted.abort(reason);
    this.#controller.abort(reason);
  }

  #leave() {
    if (this.#changes === 0) process.exit(EXIT.interrupted);
    this.#output.note("The outcome of the change is unknown. Look at the job: npx cos-jobs describe <job-id>");
    process.exit(EXIT.unknown);
  }
}
