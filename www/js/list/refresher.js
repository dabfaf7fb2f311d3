// Repeats a read: less often after failures, and not while the tab is hidden or the refresh is held.
const EVERY_MS = 2000;
const SLOWEST_MS = 30000;

/** run: async () => true if it succeeded; needed: () => boolean. */
export function createRefresher(run, needed) {
  const holds = new Set();
  let timer = 0;
  let running = false;
  let failures = 0;

  function plan(delay) {
    clearTimeout(timer);
    if (!holds.size && !document.hidden && needed()) timer = setTimeout(now, delay);
  }

  async function now() {
    clearTimeout(timer);
    if (running) return;
    running = true;
    failures = (await run()) ? 0 : failures + 1;
    running = false;
    plan(Math.min(EVERY_MS * 2 ** failures, SLOWEST_MS));
  }

  document.addEventListener("visibilitychange", () => plan(0));

  return {
    /** "off" (switched off by the user), "held" (a dialog is open), "idle" (nothing to wait for) or "live". */
    state: () => (holds.has("off") ? "off" : holds.size ? "held" : needed() ? "live" : "idle"),
    hold(reason) {
      holds.add(reason);
      clearTimeout(timer);
    },
    release(reason) {
      holds.delete(reason);
      plan(0);
    },
    /** Reads now, even if the refresh is off or not needed. */
    now,
    /** Continues the refresh, if there may be something new to wait for. */
    resume: () => plan(EVERY_MS),
  };
}
