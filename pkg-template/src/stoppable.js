/** Iterators whose waiting ends at once when the consumer leaves the loop or the signal fires. */

import { offAbort, onAbort } from "./abort.js";
import { define, inputError } from "./error.js";
import { propertyOf } from "./property.js";

/** The reason of an abort because the consumer left the loop. */
const LEFT = Symbol("left");

/**
 * A generator that ends at once when `return()` is called, also while it is waiting. A plain generator would finish its wait first.
 *
 * @param {unknown} options the caller's options, which may have a signal
 * @param {(options: unknown) => AsyncGenerator} start gets the options with a signal that fires in both cases
 */
export function stoppable(options, start) {
  const controller = new AbortController();
  const generator = generate(options, start, controller);
  const finish = generator.return.bind(generator);
  define(generator, "return", (value) => {
    controller.abort(LEFT);
    return finish(value);
  });
  return generator;
}

async function* generate(options, start, controller) {
  const signal = propertyOf(options, "signal");
  const isGiven = signal !== undefined && signal !== null && signal !== false;
  if (isGiven && typeof signal.addEventListener !== "function") throw inputError("signal must be an AbortSignal");
  const abort = forwarding(signal, controller);
  if (signal?.aborted) abort();
  else if (signal) onAbort(signal, abort);
  try {
    yield* start(withSignal(options, controller.signal));
  } catch (error) {
    if (error !== LEFT) throw error;
  } finally {
    if (signal) offAbort(signal, abort);
  }
}

/** A function of its own, so that a signal that lives long does not keep the generator alive. */
function forwarding(signal, controller) {
  return () => controller.abort(signal.reason);
}

/** The caller's options with another signal. Options that are no object are refused later. */
export function withSignal(options, signal) {
  const isUsable = options === undefined || options === null || (typeof options === "object" && !Array.isArray(options));
  return isUsable ? { __proto__: options ?? null, signal } : options;
}

/** The result of a function of the caller. It rejects when the signal fires, because the function may never return. */
export function unlessAborted(result, signal) {
  if (!signal) return result;
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) abort();
    onAbort(signal, abort);
    const end = (settle) => (value) => {
      offAbort(signal, abort);
      settle(value);
    };
    result.then(end(resolve), end(reject));
  });
}
