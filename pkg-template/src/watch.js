/** Watching one job. When to look, what is news, and when it is over, the WebAssembly says. */

import { perform } from "./call.js";
import { pause } from "./deadline.js";
import { checked, usable } from "./error.js";
import { toJson } from "./input.js";

/** Yields what is news about a job, until it is final or waits for confirmation. */
export async function* watch(host, input, options) {
  const handle = usable(new host.wasm.WatchHandle(toJson(input), host.wasm.Goal.Settled));
  for await (const { job, news } of looks(host, handle, input.jobId, options)) {
    if (news) yield { job, status: job.status, ...JSON.parse(news) };
  }
}

/**
 * Looks at the job again and again until what the handle waits for has come; throws if it can't come any more. Frees
 * the handle.
 */
export async function* looks(host, handle, jobId, options) {
  try {
    for (;;) {
      const job = await look(host, handle, jobId, options);
      if (job) {
        yield { job, news: checked(handle.observe(Date.now(), toJson(job))) };
        if (usable(handle).isOver()) return;
      }
      await pause(handle.lookAt() - Date.now(), options?.signal);
    }
  } finally {
    handle.free();
  }
}

/** The job; nothing if looking failed in a way that can be borne. */
async function look(host, handle, jobId, options) {
  try {
    return await perform(host, "DescribeJob", { jobId }, options);
  } catch (error) {
    if (options?.signal?.aborted) throw options.signal.reason;
    if (!handle.bear(Date.now(), error?.retryable === true)) throw error;
  }
}
