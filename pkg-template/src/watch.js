/** Watching one job. When to look, what is news, and when it is over, the WebAssembly says. */

import { perform } from "./call.js";
import { Op } from "./cos_jobs.js";
import { pause } from "./deadline.js";
import { checked } from "./error.js";
import { toJson } from "./input.js";
import { said } from "./said.js";
import { openVerb } from "./verb.js";

/** What a watch waits for: that the job is settled, what the input's `until` says, or what JavaScript tells. */
export const Goal = { Settled: 0, Said: 1, Told: 2 };

/** Yields what is news about a job, until it is final or waits for confirmation. */
export async function* watch(host, input, options) {
  for await (const { job, news } of looks(host, Goal.Settled, input, options)) {
    if (news) yield { job, status: job.status, ...JSON.parse(news) };
  }
}

/** Looks at the job again and again until what is waited for has come; throws if it can't come any more. */
export async function* looks(host, goal, input, options) {
  const question = toJson({ jobId: said(input, "jobId") });
  const handle = openVerb(host, Op.Watch, goal, input);
  try {
    for (;;) {
      let lookAt;
      const seen = await look(host, question, options);
      const now = Date.now();
      if (seen.job) {
        const answer = handle.ask(Op.Observe, now, seen.job);
        const end = answer.indexOf("\n");
        yield { job: JSON.parse(seen.job), news: answer.slice(0, end) };
        lookAt = checked(answer.slice(end + 1));
        if (!lookAt) return;
      } else {
        lookAt = handle.ask(Op.Bear, now, seen.error.retryable === true ? "yes" : "");
        if (!lookAt) throw seen.error;
      }
      // Who held the job for long waits less; nobody waits longer because a clock was set back meanwhile.
      await pause(lookAt - Math.max(now, Date.now()), options?.signal);
    }
  } finally {
    handle.close();
  }
}

/** The job as JSON, or why it could not be seen. */
async function look(host, question, options) {
  try {
    return { job: await perform(host, "DescribeJob", question, options) };
  } catch (error) {
    if (options?.signal?.aborted) throw options.signal.reason;
    return { job: undefined, error };
  }
}
