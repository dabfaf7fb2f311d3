/** Waiting until a job has come to a status, or to whatever a function says. */

import { translated } from "./error.js";
import { looks } from "./watch.js";

/** Answers the job as soon as it is as it should be; rejects when it can't come to that any more. */
export async function waitFor(host, input, options) {
  const handle = translated(() => new host.wasm.WatchHandle(input, true));
  const { jobId, until } = input;
  let job;
  for await ({ job } of looks(host, handle, jobId, options)) {
    if (typeof until === "function" && (await until(job))) break;
  }
  return job;
}
