/**
 * Makes very many calls in one process, and checks that memory stays constant, that no call is lost, and that the rate
 * does not fall.
 *
 *     cargo xtask soak --calls 1000000
 *
 * or, with the package and the emulator (release mode) built:
 *
 *     node --expose-gc benches/soak.mjs --calls 1000000 [--minutes M] [--concurrency 16] [--emulator PROGRAM]
 *
 * It stops after this number of calls or minutes, whichever comes first. It exits with 1 if a call had no outcome or a
 * wrong one, if the emulator has wrong jobs at the end, or if the use of a resource grew (soak/watch.mjs).
 */

import { parseArgs } from "node:util";

import { account, EMULATOR, startEmulator } from "./emulator.mjs";
import { round } from "./soak/rounds.mjs";
import { HEADING, judgeSamples, line, startSamples, watchWebAssembly } from "./soak/watch.mjs";

const { values } = parseArgs({
  options: {
    calls: { type: "string", default: "1000000" },
    minutes: { type: "string", default: "1000" },
    concurrency: { type: "string", default: "16" },
    emulator: { type: "string", default: EMULATOR },
  },
});
const [wanted, minutes, concurrency] = [values.calls, values.minutes, values.concurrency].map(Number);

/** The number of calls between two samples; a short soak has fifty samples. */
const INTERVAL = Math.max(1, Math.min(10_000, Math.floor(wanted / 50)));

/** The number of samples between two printed lines. */
const PRINTED = 5;

/** Fewer jobs than fit on a page of the list, so that one page shows all of them. */
const SEED_JOBS = 900;

watchWebAssembly();
const { CosJobs } = await import("../pkg/index.js");

/** Descriptions of errors; only the first ones are kept. */
const wrong = [];
const counts = { started: 0, succeeded: 0, refused: 0, requests: 0, repeated: 0 };
const settled = () => counts.succeeded + counts.refused;

process.on("unhandledRejection", (reason) => wrong.push(`an unhandled rejection: ${reason}`));

// At this speed a new job can be confirmed at once.
const world = ["--empty", "--seed-jobs", String(SEED_JOBS), "--speed", "1000000"];
const emulator = await startEmulator(values.emulator, ...world);
const start = performance.now();
const deadline = start + minutes * 60_000;
try {
  await soak(emulator.endpoint);
} finally {
  emulator.stop();
}

async function soak(endpoint) {
  const onAttempt = ({ attempt }) => {
    counts.requests += 1;
    if (attempt > 1) counts.repeated += 1;
  };
  const jobs = new CosJobs({ ...account, endpoint, onAttempt });
  const before = await jobsOf(jobs);
  const samples = [];
  const [sample, printed] = [startSamples(), startSamples()];
  const onSettled = () => {
    const calls = settled();
    if (calls % INTERVAL === 0) samples.push(sample(calls));
    if (calls % (INTERVAL * PRINTED) === 0) console.log(line(printed(calls)));
  };
  console.log(`up to ${wanted} calls or ${minutes} minutes, ${concurrency} at a time\n\n${HEADING}`);

  let rounds = 0;
  const isOver = () => settled() >= wanted || performance.now() > deadline || wrong.length > 10;
  async function worker() {
    // A round is always played to its end, so that no job is left over.
    while (!isOver()) {
      for (const call of round((rounds += 1))) await perform(jobs, call, onSettled);
    }
  }
  await Promise.all(Array.from({ length: concurrency }, worker));
  const seconds = (performance.now() - start) / 1000;
  const after = await jobsOf(jobs);

  console.log(`\n${settled()} calls in ${seconds.toFixed(0)} s (${(settled() / seconds).toFixed(0)} per second)`);
  console.log(`${counts.succeeded} succeeded, ${counts.refused} were refused as expected`);
  console.log(`${counts.requests} requests, ${counts.repeated} of them retries`);
  console.log(`jobs on the emulator: ${before} before, ${after} after`);
  if (counts.started !== settled()) wrong.push(`${counts.started} calls began, ${settled()} came to an end`);
  if (before !== after) wrong.push("jobs were lost or left over");
  if (wrong.length === 0) wrong.push(...judgeSamples(samples));
  wrong.forEach((what) => console.error(`WRONG: ${what}`));
  console.log(wrong.length === 0 ? "memory constant, nothing lost, rate constant" : `${wrong.length} errors`);
  process.exitCode = wrong.length === 0 ? 0 : 1;
}

async function perform(jobs, { method, input, isRight, code }, onSettled) {
  counts.started += 1;
  try {
    const result = await jobs[method](input);
    counts.succeeded += 1;
    if (code || !isRight(result)) wrong.push(`${method} returned ${JSON.stringify(result)}`);
  } catch (error) {
    counts.refused += 1;
    if (error.code !== code) wrong.push(`${method} failed: ${error}`);
  }
  onSettled();
}

async function jobsOf(jobs) {
  const { jobs: list } = await jobs.listJobs({ maxResults: 1000 });
  return list.length;
}
