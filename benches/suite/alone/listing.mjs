/** node listing.mjs COUNT: lists COUNT jobs with listAllJobs and prints the time and the memory use. */

import { takenUp } from "../support/memory.mjs";
import { account, answerWith, bytesOf, jobAt, pageXml } from "../support/data.mjs";

const { CosJobs } = await import("../../../pkg/index.js");

const count = Number(process.argv[2]);
const PAGE = 1000;
const list = Array.from({ length: PAGE }, (_, number) => jobAt(number, "nightly copy of the photos, number"));

/** All pages have the same text except for the token of the next page. */
const MARK = "TOKEN-OF-THE-NEXT-PAGE";
const [head, tail] = pageXml(list, MARK).split(MARK).map((text) => Buffer.from(text));

function fetchPages(total) {
  const lastPage = Math.ceil(total / PAGE) - 1;
  const last = bytesOf(pageXml(list.slice(0, total - lastPage * PAGE), ""));
  let page = 0;
  return async () => {
    if (page === lastPage) return answerWith(last);
    page += 1;
    const { buffer, byteOffset, length } = Buffer.concat([head, Buffer.from(`page-${page}`), tail]);
    return answerWith(buffer.slice(byteOffset, byteOffset + length));
  };
}

async function walk(total) {
  const jobs = new CosJobs({ ...account, fetch: fetchPages(total) });
  let seen = 0;
  for await (const { jobId } of jobs.listAllJobs()) seen += jobId.length > 0;
  if (seen !== total) throw new Error(`${seen} of ${total} jobs were listed`);
}

for (let left = 5; left > 0; left -= 1) await walk(2 * PAGE);
const start = performance.now();
await walk(count);
console.log(JSON.stringify({ micros: ((performance.now() - start) * 1000) / count, ...takenUp() }));
