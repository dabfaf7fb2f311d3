/** node calls.mjs COUNT SAMPLES: makes COUNT calls with a canned fetch and prints SAMPLES samples of the memory use. */

import { takenUp } from "../support/memory.mjs";
import { account, answerWith, bytesOf, change, jobIdAt, updateXml } from "../support/data.mjs";

const { CosJobs } = await import("../../../pkg/index.js");

const [count, samples] = process.argv.slice(2).map(Number);
const JOB_ID = /\/jobs\/([^/]+)/;
const jobs = new CosJobs({ ...account, fetch: async (url) => answerWith(bytesOf(updateXml(JOB_ID.exec(url)[1]))) });
for (let sample = 1; sample <= samples; sample += 1) {
  for (let index = 0; index < count / samples; index += 1) {
    const { attempts } = await jobs.updateJobStatus({ jobId: jobIdAt(index), ...change });
    if (attempts !== 1) throw new Error("a call was retried");
  }
  console.log(JSON.stringify({ calls: (count / samples) * sample, ...takenUp() }));
}
