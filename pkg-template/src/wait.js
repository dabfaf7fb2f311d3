/** Waiting until a job has come to a status, or to whatever a function says. */

import { translated } from "./error.js";
import { looks } from "./watch.js";

/** Answers the job as soon as it is as it should be; rejects when it can't come to that any more. */
export async function waitFor(host, input, options) {
  const until = input?.until;
  const isTold = typeof until === "function";
  const handle = translated(() => new host.wasm.WatchHandle(input, true, isTold));
  try {
    let job;
    for await ({ job } of looks(host, handle, input.jobId, options)) {
      if (isTold && (await until(job))) break;
    }
    return job;
  } finally {
    handle.free();
  }
}
