/**
 * Defines accessors on Object.prototype for all names of the API and makes calls, in a process of its own: what is sent and what is
 * returned must not depend on them. Prints what was sent, what was returned, and what the accessors saw.
 */

// Node.js itself cannot load a built-in module while Object.prototype has an accessor named `value`.
import "node:zlib";

import { join } from "node:path";
import { pathToFileURL } from "node:url";

// Nor can it load its fetch then.
new Request("https://localhost/");

const [kind, namesJson] = process.argv.slice(2);
const { CosJobs } = await import(pathToFileURL(join(process.env.COS_JOBS_PKG, "index.js")));

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const account = {
  __proto__: null,
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { __proto__: null, secretId: "secret-id", secretKey: "secret-key-that-is-seen-nowhere" },
};
const ANSWERS = {
  __proto__: null,
  POST: `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Cancelled</Status></UpdateJobStatusResult>`,
  GET: `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>Active</Status></Job></DescribeJobResult>`,
};
const sent = [];
const fetch = async (url, init) => {
  const headers = Object.entries(init.headers).map(([name, value]) => `${name}: ${value.replace(/=[\d;]+|q-signature=\w+/g, "")}`);
  sent.push(`${init.method} ${url} ${headers} ${Object.keys(init)} ${init.body}`);
  const text = url.endsWith("/jobs") ? `<ListJobsResult><Jobs/></ListJobsResult>` : ANSWERS[init.method];
  const bytes = new TextEncoder().encode(text);
  return { __proto__: null, status: 200, headers: { __proto__: null, get: () => null }, arrayBuffer: async () => bytes.buffer };
};

// Node.js's own Request refuses most options while there are read-only accessors, so the package finds out earlier what it supports.
if (kind === "read-only") await new CosJobs({ ...account, fetch }).listJobs();
sent.length = 0;

const { prototype } = Object;
const { stringify } = JSON;
const seen = [];
for (const name of kind === "none" ? [] : JSON.parse(namesJson)) {
  if (Object.hasOwn(prototype, name)) continue;
  const set = kind === "setter" ? (value) => seen.push([name, value]) : undefined;
  Object.defineProperty(prototype, name, { __proto__: null, get: () => undefined, set, configurable: true });
}

const results = [];
try {
  const jobs = new CosJobs({ __proto__: null, ...account, fetch });
  results.push(await jobs.updateJobStatus({ __proto__: null, jobId, requestedJobStatus: "Cancelled", statusUpdateReason: "why" }));
  results.push(await jobs.describeJob({ __proto__: null, jobId }));
  results.push(await jobs.listJobs());
  results.push(await jobs.cancelJob({ __proto__: null, jobId }));
  results.push(await jobs.waitForJob({ __proto__: null, jobId, until: "Active" }));
  for await (const update of jobs.watchJob({ __proto__: null, jobId })) {
    results.push(update);
    break;
  }
  for await (const outcome of jobs.cancelJobs({ __proto__: null, jobIds: [jobId] })) results.push(outcome);
  results.push(await jobs.describeJob({ __proto__: null, jobId: "" }).catch((error) => error.toJSON()));
} catch (error) {
  results.push(String(error?.stack));
}
for (const name of JSON.parse(namesJson)) delete prototype[name];
console.log(stringify({ sent, results, seen }));
