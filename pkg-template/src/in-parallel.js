/** Doing a few things at a time. */

/**
 * Does `work` with each of `items`, for at most `limit` of them at a time, and yields the results as they come; a
 * work without a result yields none.
 *
 * Nothing more begins once the consumer stops, the signal fires, or something fails. `halt` is called then; what is
 * under way all the same is waited for, and its results are yielded before the reason or the failure is thrown.
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
  const onAbort = () => stop(signal.reason);
  if (signal?.aborted) onAbort();
  signal?.addEventListener("abort", onAbort);
  try {
    for (;;) {
      while (!stopped && !isExhausted && busy + results.length < limit) begin();
      if (results.length > 0) yield results.shift();
      else if (busy > 0) await change();
      else break;
    }
    if (stopped) throw stopped.reason;
  } finally {
    signal?.removeEventListener("abort", onAbort);
    stop();
    while (busy > 0) await change();
    await items.return();
  }
}
