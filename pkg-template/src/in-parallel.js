/** Processing a few items at the same time. */

import { offAbort, onAbort } from "./abort.js";

/**
 * Calls `work` with each of `items`, at most `limit` at the same time, and yields the results as soon as they arrive. An
 * undefined result is not yielded.
 *
 * When the consumer stops, the signal fires, or something fails, no further work begins and `halt` is called. Work that is still
 * running is waited for, and its results are yielded before the reason or the failure is thrown.
 *
 * @template Item, Result
 * @param {AsyncGenerator<Item>} items
 * @param {number} limit
 * @param {(item: Item) => Promise<Result | undefined>} work
 * @param {AbortSignal | undefined} signal
 * @param {() => void} halt
 */
export async function* inParallel(items, limit, work, signal, halt) {
  const results = [];
  let busy = 0;
  let isExhausted = false;
  let stopped;
  let wake;

  function stop(reason) {
    if (stopped) return;
    stopped = { reason };
    halt();
    wake?.();
  }

  async function begin() {
    busy += 1;
    try {
      const { done, value } = await items.next();
      if (done) isExhausted = true;
      const result = done || stopped ? undefined : await work(value);
      if (result !== undefined) results.push(result);
    } catch (error) {
      stop(error);
    }
    busy -= 1;
    wake?.();
  }

  const change = () => new Promise((resolve) => (wake = resolve));
  const halted = () => stop(signal.reason);
  if (signal?.aborted) stop(signal.reason);
  if (signal) onAbort(signal, halted);
  try {
    for (;;) {
      while (!stopped && !isExhausted && busy + results.length < limit) begin();
      if (results.length > 0) yield results.shift();
      else if (busy > 0) await change();
      else break;
    }
    if (stopped) throw stopped.reason;
  } finally {
    if (signal) offAbort(signal, halted);
    stop();
    while (busy > 0) await change();
    await items.return();
  }
}
