/**
 * Runs cancelJobs for very many jobs of the emulator, and checks that each outcome is true. It also prints the memory.
 *
 *     cargo xtask build && cargo build --release -p cos-jobs-emulator
 *     node --expose-gc benches/bulk.mjs [--jobs 100000] [--concurrency 64] [--emulator PROGRAM]
 *
 * The outcomes are written to a file and compared with the emulator's list at the end, so that only the library's
 * memory is measured. It exits with 1 if an outcome is missing, occurs twice, or differs from the emulator's state.
 */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createReadStream, createWriteStream, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { CosJobs } from "../pkg/index.js";

const { values } = parseArgs({
  options: {
    jobs: { type: "string", default: "100000" },
    concurrency: { type: "string", default: "64" },
    emulator: { type: "string", default: fileURLToPath(new URL("../target/release/cos-jobs-emulator", import.meta.url)) },
  },
});
const [count, concurrency] = [Number(values.jobs), Number(values.concurrency)];

/** Every status, so that every job is selected. */
const STATUSES = [
  ["New", "Preparing", "Suspended", "Ready", "Active", "Pausing", "Paused"],
  ["Completing", "Failing", "Cancelling", "Complete", "Failed", "Cancelled"],
].flat();

const isCancelled = (status) => ["Cancelling", "Cancelled"].includes(status);

/** Whether the status of a job afterwards matches its outcome. */
const isTrue = {
  cancelled: isCancelled,
  already: isCancelled,
  skipped: (status) => ["Complete", "Failed"].includes(status),
  failed: (status) => !isCancelled(status),
};

const keys = { secretId: "bench-secret-id", secretKey: "bench-secret-key" };
const options = ["--port", "0", "--empty", "--seed-jobs", String(count)];
options.push("--secret-id", keys.secretId, "--secret-key", keys.secretKey);
const emulator = spawn(values.emulator, options, { stdio: ["ignore", "pipe", "inherit"] });
const folder = mkdtempSync(join(tmpdir(), "cos-jobs-bulk-"));
try {
  process.exitCode = (await measure(await endpointOf(emulator))) ? 0 : 1;
} finally {
  emulator.kill();
  rmSync(folder, { recursive: true });
}

async function endpointOf({ stdout }) {
  for await (const line of createInterface({ input: stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) return endpoint;
  }
  throw new Error("the emulator stopped before it was ready");
}

async function measure(endpoint) {
  const account = { region: "ap-chengdu", uin: "100000000001", appId: "1250000000" };
  let requests = 0;
  const onAttempt = () => void (requests += 1);
  const jobs = new CosJobs({ ...account, credentials: keys, endpoint, onAttempt });
  await jobs.listJobs({ maxResults: 1 });

  const file = join(folder, "outcomes");
  const out = createWriteStream(file);
  const outcomes = {};
  let done = 0;
  const start = performance.now();
  console.log(`${count} jobs, concurrency ${concurrency}\n`);
  console.log("    jobs   seconds  RSS MiB  heap in use MiB");
  sample(0);
  for await (const { jobId, outcome, error } of jobs.cancelJobs({ jobStatuses: STATUSES, concurrency })) {
    const kind = error ? `${outcome}: ${error.code}` : outcome;
    outcomes[kind] = (outcomes[kind] ?? 0) + 1;
    done += 1;
    if (!out.write(`${jobId} ${outcome}\n`)) await once(out, "drain");
    if (done % Math.ceil(count / 10) === 0) sample(done);
  }
  const seconds = (performance.now() - start) / 1000;
  await new Promise((resolve) => out.end(resolve));
  console.log(`\n${JSON.stringify(outcomes)} in ${seconds.toFixed(1)} s, ${requests} requests, ${Math.round(requests / seconds)}/s`);
  return agree(jobs, file);

  function sample(at) {
    globalThis.gc?.();
    const { rss, heapUsed } = process.memoryUsage();
    const column = (value, width) => String(value).padStart(width);
    const elapsed = ((performance.now() - start) / 1000).toFixed(1);
    console.log(column(at, 8), column(elapsed, 9), column((rss / 2 ** 20).toFixed(1), 8), column((heapUsed / 2 ** 20).toFixed(1), 16));
  }
}

/** Whether each of the emulator's jobs has exactly one outcome, and a true one. */
async function agree(jobs, file) {
  const told = new Map();
  let twice = 0;
  for await (const line of createInterface({ input: createReadStream(file) })) {
    const [jobId, outcome] = line.split(" ");
    if (told.has(jobId)) twice += 1;
    told.set(jobId, outcome);
  }
  let [listed, missing, untrue] = [0, 0, 0];
  for await (const { jobId, status } of jobs.listAllJobs()) {
    listed += 1;
    if (!told.has(jobId)) missing += 1;
    else if (!isTrue[told.get(jobId)]?.(status)) untrue += 1;
  }
  console.log(`the emulator lists ${listed} jobs: ${missing} without an outcome, ${twice} with two, ${untrue} with a wrong one`);
  return listed === count && told.size === count && missing + twice + untrue === 0;
}
