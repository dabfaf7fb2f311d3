/** Waiting until a job has come to a status, or to whatever a function says. */

import { usable } from "./error.js";
import { toJson } from "./input.js";
import { looks } from "./watch.js";

/** Answers the job as soon as it is as it should be; rejects when it can't come to that any more. */
export async function waitFor(host, input, options) {
  const { Goal, WatchHandle } = host.wasm;
  const { jobId, until } = input ?? {};
  const goal = typeof until === "function" ? Goal.Told : Goal.Said;
  const handle = usable(new WatchHandle(toJson(input), goal));
  let job;
  for await ({ job } of looks(host, handle, jobId, options)) {
    if (typeof until === "function" && (await until(job))) break;
  }
  return job;
}
