/** Listening to signals with one listener per signal, because hosts warn about many listeners on one. */

/** The functions to call for each signal, and its listener. */
const waiting = new WeakMap();

/**
 * Calls `run` when the signal fires.
 *
 * @param {AbortSignal} signal
 * @param {() => void} run
 */
export function onAbort(signal, run) {
  let entry = waiting.get(signal);
  if (!entry) {
    const runs = new Set();
    entry = { runs, listener: () => [...runs].forEach((run) => run()) };
    waiting.set(signal, entry);
    signal.addEventListener("abort", entry.listener);
  }
  entry.runs.add(run);
}

/** Takes `run` back. */
export function offAbort(signal, run) {
  const entry = waiting.get(signal);
  if (!entry) return;
  entry.runs.delete(run);
  if (entry.runs.size > 0) return;
  waiting.delete(signal);
  signal.removeEventListener("abort", entry.listener);
}
