/** Waiting until a job has come to a status, or to whatever a function says. */

import { said } from "./said.js";
import { Goal, looks } from "./watch.js";

/** Answers the job as soon as it is as it should be; rejects when it can't come to that any more. */
export async function waitFor(host, input, options) {
  const until = said(input, "until");
  const isTold = typeof until === "function";
  let job;
  for await ({ job } of looks(host, isTold ? Goal.Told : Goal.Said, input, options)) {
    if (isTold && (await until(job))) break;
  }
  return job;
}
