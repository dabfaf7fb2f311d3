// Follows one job: with a look at first, with watchJob while it proceeds, and with looks from time to time while it waits for
// confirmation.
import { isFinal } from "../client.js";

const LOOK_AGAIN_MS = 10_000;

/** on: { update(update), failed(error) }. Returns a function that stops. */
export function follow(app, jobId, on) {
  const stop = new AbortController();
  const { signal } = stop;

  async function run() {
    // watchJob tolerates that a job is unknown for a while, and the user of a wrong link should not wait for that.
    const job = await app.client.describeJob({ jobId }, { signal });
    let { status } = job;
    on.update({ job, status });
    while (!signal.aborted && !isFinal(status)) {
      for await (const update of app.client.watchJob({ jobId }, { signal })) {
        if (signal.aborted) return;
        status = update.status;
        app.jobs.learn([update.job]);
        on.update(update);
      }
      if (!isFinal(status)) await pause(LOOK_AGAIN_MS, signal);
    }
  }

  run().catch((error) => { if (!signal.aborted) on.failed(error); });
  return () => stop.abort();
}

function pause(milliseconds, signal) {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, milliseconds);
    signal.addEventListener("abort", () => { clearTimeout(timer); resolve(); });
  });
}
