/** Waiting and giving up in time. */

/** Thrown when the time is over. */
export const TIMED_OUT = Symbol("timed out");

/**
 * Does `work`, but no longer than `ms` milliseconds, and only until `signal` fires. Then it rejects with TIMED_OUT or
 * with the signal's reason, whether the work heeds its own signal or not.
 *
 * @template T
 * @param {number} ms
 * @param {AbortSignal | undefined} signal
 * @param {(signal: AbortSignal) => Promise<T>} work
 * @returns {Promise<T>}
 */
export function withDeadline(ms, signal, work) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const controller = new AbortController();
    const onAbort = () => giveUp(signal.reason);
    const timer = setTimeout(() => giveUp(TIMED_OUT), ms);
    signal?.addEventListener("abort", onAbort);

    function end(settle, outcome) {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle(outcome);
    }
    function giveUp(reason) {
      end(reject, reason);
      controller.abort();
    }

    work(controller.signal).then(
      (value) => end(resolve, value),
      (error) => {
        end(reject, error);
        // An answer that was given up is not to be taken any further.
        controller.abort();
      },
    );
  });
}

/** Waits, or rejects with the signal's reason as soon as it fires. */
export function pause(ms, signal) {
  return new Promise((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    const onAbort = () => end(reject, signal.reason);
    const timer = setTimeout(() => end(resolve), ms);
    signal?.addEventListener("abort", onAbort);

    function end(settle, outcome) {
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      settle(outcome);
    }
  });
}
