/** Watching one job. When to look, what is news, and when it is over, the WebAssembly says. */

import { perform } from "./call.js";
import { pause } from "./deadline.js";
import { translated } from "./error.js";

/** Yields what is news about a job, until it is final or waits for confirmation. */
export async function* watch(host, input, options) {
  const handle = translated(() => new host.wasm.WatchHandle(input, false, false));
  try {
    for await (const { job, isNews } of looks(host, handle, input.jobId, options)) {
      if (isNews) yield update(job, handle.numbers());
    }
  } finally {
    handle.free();
  }
}

/** Looks at the job again and again until what the handle waits for has come; throws if it can't come any more. */
export async function* looks(host, handle, jobId, options) {
  for (;;) {
    const job = await look(host, handle, jobId, options);
    if (job) {
      yield { job, isNews: translated(() => handle.observe(Date.now(), job)) };
      if (translated(() => handle.isOver())) return;
    }
    await pause(handle.lookAt() - Date.now(), options?.signal);
  }
}

/** The job; nothing if looking failed in a way that can be borne. */
async function look(host, handle, jobId, options) {
  try {
    return await perform(host, "DescribeJob", { jobId }, options);
  } catch (error) {
    if (options?.signal?.aborted) throw options.signal.reason;
    if (!handle.bear(Date.now(), error?.retryable === true)) throw error;
    return undefined;
  }
}

function update(job, [total, succeeded, failed, done, perSecond, etaSeconds]) {
  const news = { job, status: job.status, done, total, succeeded, failed };
  if (perSecond !== undefined) news.perSecond = perSecond;
  if (etaSeconds !== undefined) news.etaSeconds = etaSeconds;
  return news;
}
