/** node cancelling.mjs COUNT: cancels COUNT listed jobs with cancelJobs and prints the time and the memory use. */

import { takenUp } from "../support/memory.mjs";
import { account, answerWith, bytesOf, describeXml, idOf, jobAt, pageXml, updateXml } from "../support/data.mjs";

const { CosJobs } = await import("../../../pkg/index.js");

const count = Number(process.argv[2]);
const PAGE = 1000;
const JOB_ID = /\/jobs\/([^/?]+)/;

/** Answers like the service: a list, a job that waits for confirmation, a successful change. */
function fetchFrom(total) {
  let listed = 0;
  return async (url, { method }) => {
    const jobId = JOB_ID.exec(url)?.[1];
    if (jobId) return answerWith(bytesOf(method === "GET" ? describeXml(jobId) : updateXml(jobId)));
    const length = Math.min(PAGE, total - listed);
    const page = Array.from({ length }, (_, index) => jobAt(listed + index, "nightly copy"));
    listed += length;
    return answerWith(bytesOf(pageXml(page, listed < total ? idOf(listed) : "")));
  };
}

async function cancel(total) {
  const jobs = new CosJobs({ ...account, fetch: fetchFrom(total) });
  let cancelled = 0;
  for await (const { outcome } of jobs.cancelJobs({ jobStatuses: "Suspended", concurrency: 64 })) {
    cancelled += outcome === "cancelled";
  }
  if (cancelled !== total) throw new Error(`${cancelled} of ${total} jobs were cancelled`);
}

await cancel(PAGE);
const start = performance.now();
await cancel(count);
console.log(JSON.stringify({ micros: ((performance.now() - start) * 1000) / count, ...takenUp() }));
