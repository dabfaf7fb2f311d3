/** Calls a hook of the caller. What it throws or rejects with must not change the outcome of a call. */
export function callHook(hook, event) {
  try {
    Promise.resolve(hook(event)).catch(() => {});
  } catch {
    // See above.
  }
}

/** Cancels a stream of which no more is needed. */
export function cancelReader(reader) {
  callHook(() => reader.cancel());
}

/** Calls a fetch. What it throws becomes a rejection, because each exception that Rust receives costs a little memory. */
export function callFetch(fetch, url, init) {
  try {
    return fetch(url, init);
  } catch (error) {
    return Promise.reject(error);
  }
}
