/** node pages.mjs COUNT: reads COUNT pages of 1,000 jobs and prints the memory use. */

import { takenUp } from "../support/memory.mjs";
import { account, answerWith, bytesOf, jobAt, pageXml } from "../support/data.mjs";

const { CosJobs } = await import("../../../pkg/index.js");

const list = Array.from({ length: 1000 }, (_, number) => jobAt(number, "每晚复制照片的任务，编号"));
const bytes = bytesOf(pageXml(list, "next"));
const jobs = new CosJobs({ ...account, fetch: async () => answerWith(bytes) });
for (let left = Number(process.argv[2]); left > 0; left -= 1) await jobs.listJobs();
console.log(JSON.stringify(takenUp()));
