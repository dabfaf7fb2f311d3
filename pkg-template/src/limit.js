/** Waiting for a host no longer than allowed. */

import { offAbort, onAbort } from "./abort.js";

/** A promise that settles with the work of a host, at a deadline, or when the caller aborts: whichever comes first. */
export class Limit {
  /** Whether the deadline or the abort came first. */
  isOver = false;
  promise;
  #settle;
  #end;
  #signal;
  #timer;

  /**
   * @param {number} milliseconds
   * @param {AbortSignal | undefined} signal
   */
  constructor(milliseconds, signal) {
    this.promise = new Promise((...settle) => (this.#settle = settle));
    this.#end = () => {
      this.isOver = true;
      this.#settle[0]();
    };
    this.#signal = signal;
    if (signal) onAbort(signal, this.#end);
    this.#timer = setTimeout(this.#end, milliseconds);
  }

  /** Lets the promise settle as this one does. */
  follow(work) {
    work.then(...this.#settle);
  }

  /** Forgets the deadline and the signal. */
  clear() {
    clearTimeout(this.#timer);
    if (this.#signal) offAbort(this.#signal, this.#end);
  }
}
