/** The faults that a test asks for. */

import { checkOptions } from "./check.js";
import { answer } from "./http.js";

const OPTIONS = { action: "string", jobId: "string", times: "number", what: "string" };

const HOUR = 3_600_000;

/** How old the state is that a stale read shows, in milliseconds of the jobs' time. */
const STALE_MS = 5000;

const PAGE = {
  status: 502,
  headers: ["content-type", "text/html"],
  body: "<html><body><h1>502 Bad Gateway</h1></body></html>",
};

/** What a host's fetch rejects with when a connection breaks. */
const broken = () => new TypeError("fetch failed");

/** How each fault answers: `handle(changes)` carries out the request, changed as given. */
const ANSWERS = {
  "lost-request": () => Promise.reject(broken()),
  "lost-answer": (_, handle) => {
    handle();
    return Promise.reject(broken());
  },
  twice: (_, handle) => {
    handle();
    return answer(handle());
  },
  late: ({ signal }, handle) => arrivesLate(signal, handle),
  throttled: (_, handle) => answer(handle({ serviceFault: "SlowDown" })),
  "server-error": (_, handle) => answer(handle({ serviceFault: "InternalError" })),
  html: () => answer(PAGE),
  "expired-key": (_, handle) => answer(handle({ isKeyExpired: true })),
  "skewed-clock": (_, handle) => answer(handle({ clockJump: HOUR })),
  stale: ({ headers }, handle) => answer(handle({ headers: [...headers, ["x-emulator-stale", String(STALE_MS)]] })),
};

/** The request reaches the service only after the caller has given up. Without a signal it never does. */
function arrivesLate(signal, handle) {
  return new Promise((_, reject) => {
    const giveUp = () => {
      reject(signal.reason ?? broken());
      // After everything that the rejection causes at once.
      setTimeout(handle, 0);
    };
    if (signal?.aborted) giveUp();
    else signal?.addEventListener("abort", giveUp, { once: true });
  });
}

export class Faults {
  #waiting = [];

  add(fault) {
    checkOptions("fail", fault, OPTIONS);
    const { action, jobId, times = 1, what } = fault;
    if (!Object.hasOwn(ANSWERS, what)) {
      throw new TypeError(`fail: what must be one of ${Object.keys(ANSWERS).join(", ")}`);
    }
    this.#waiting.push({ action, jobId, left: times, what, answer: ANSWERS[what] });
  }

  /** The fault that `request` meets, if there is one. Faults are used up in the order in which they were added. */
  take({ action, jobId, method }) {
    const fault = this.#waiting.find(
      (fault) =>
        fault.left > 0 &&
        (fault.action ?? action) === action &&
        (fault.jobId ?? jobId) === jobId &&
        (fault.what !== "stale" || method === "GET"),
    );
    if (fault) fault.left -= 1;
    return fault;
  }
}
