/** Calling functions of the caller. Each becomes a promise, so that nothing is thrown into the WebAssembly. */

import { define } from "./error.js";

/** Calls a function, and returns a promise of its result. */
export const invoke = async (callback, ...args) => callback(...args);

/** Calls a hook. What it throws or rejects with must not change the outcome of a call. */
export function callHook(hook, ...args) {
  invoke(hook, ...args).catch(() => {});
}

/** Calls the hook `onAttempt` with an event, which has the error of the attempt if there is one. */
export function reportAttempt(onAttempt, event, error) {
  if (error) define(event, "error", error);
  callHook(onAttempt, event);
}
