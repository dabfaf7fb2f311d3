/** The time of the jobs, in unix milliseconds. It stands still unless it has a speed. */
export class Clock {
  #start;
  #speed;
  #began = Date.now();
  #latest;

  constructor(start, speed = 0) {
    this.#start = start;
    this.#speed = speed;
    this.#latest = start;
  }

  now() {
    const now = this.#start + (Date.now() - this.#began) * this.#speed;
    // The host's clock may go back, but the time of the jobs never does.
    this.#latest = Math.max(this.#latest, now);
    return this.#latest;
  }

  advance(ms) {
    this.#start += ms;
  }
}
