/** Cancelling many jobs: a few at a time, each looked at just before. What to do about each, the WebAssembly says. */

import { perform, pursue } from "./call.js";
import { Op } from "./cos_jobs.js";
import { CosJobsError, inputError } from "./error.js";
import { inParallel } from "./in-parallel.js";
import { toJson } from "./input.js";
import { listAll, withStatusList } from "./list-all.js";
import { openVerb } from "./verb.js";

/** What is said to the WebAssembly of a job that was just looked at. */
const FRESH = 3;
const FRESH_BUT_UNFIT = 2;

/** Yields one outcome for each job that is selected. */
export async function* cancelMany(host, input, options) {
  const given = withIdsOnce(withStatusList(input ?? { __proto__: null }));
  if (given.filter != null && typeof given.filter !== "function") throw inputError("filter must be a function");
  // What may be stopped without leaving a change open.
  const brakes = new Set();
  const { filter, reason } = given;
  const bulk = openVerb(host, Op.Bulk, filter ? 1 : 0, given);
  const run = { host, bulk, filter, reason, options, brakes };
  try {
    const jobs = selected(run, given, { __proto__: options ?? null, signal: newBrake(brakes).signal });
    const halt = () => brakes.forEach((brake) => brake.abort());
    const [concurrency, isBounded] = bulk.ask(Op.Bounds).split(" ");
    const items = isBounded ? held(jobs) : jobs;
    yield* inParallel(items, Number(concurrency), (job) => cancel(run, job), options?.signal, halt);
  } finally {
    bulk.close();
  }
}

/** The jobs that the caller means, one after the other, with the status that a list says. */
async function* selected({ host, bulk, filter }, { jobIds, jobStatuses }, options) {
  for (const jobId of jobIds ?? []) yield { jobId, status: undefined };
  if (jobIds) return;
  for await (const job of listAll(host, { __proto__: null, jobStatuses }, options)) {
    const { jobId, status } = job;
    if (filter && !(await filter(job))) continue;
    if (bulk.ask(Op.Select, 0, status)) yield { jobId, status };
  }
}

/** Looks at a job, cancels it if it still is as it was meant, and answers its outcome; none if it is not in a plan. */
async function cancel({ host, bulk, filter, reason, options, brakes }, { jobId, status }) {
  const brake = newBrake(brakes);
  const brakeable = { __proto__: options ?? null, signal: brake.signal };
  try {
    let verdict = bulk.ask(Op.Judge, 1, status ?? "");
    if (verdict === "look") {
      const job = JSON.parse(await perform(host, "DescribeJob", toJson({ jobId }), brakeable));
      status = job.status;
      const fits = !filter || (await filter(asListed(job)));
      verdict = bulk.ask(Op.Judge, fits ? FRESH : FRESH_BUT_UNFIT, status);
    }
    if (verdict === "omit") return undefined;
    if (verdict !== "change") return { jobId, outcome: verdict, status };
    // A change that was sent is not stopped any more: else nobody could say what became of it.
    const watched = watchingChanges(host, () => brakes.delete(brake));
    const result = JSON.parse(await pursue(watched, "Cancelled", { jobId, reason }, brakeable));
    return { jobId, outcome: result.changed ? "cancelled" : "already", status: result.status };
  } catch (error) {
    if (brake.signal.aborted || !(error instanceof CosJobsError)) throw error;
    const outcome = error.effect === "unknown" ? "unknown" : "failed";
    return { jobId, outcome, ...(status && { status }), error };
  } finally {
    brakes.delete(brake);
  }
}

function newBrake(brakes) {
  const brake = new AbortController();
  brakes.add(brake);
  return brake;
}

/** The same host, telling when it is about to send a change. */
function watchingChanges(host, onChange) {
  const fetch = (url, init) => {
    if (init.method !== "GET") onChange();
    return host.fetch(url, init);
  };
  // Not a copy: the host itself must stay alive for as long as the call.
  return { __proto__: host, fetch };
}

/** A job as a list shows it, so that a filter sees the same form each time. */
function asListed(job) {
  const [operation] = Object.keys(job.operation ?? {});
  return { ...job, operation: operation?.replace(/^cos/, "COS") };
}

/** All of them at once, which is meant only where their number is bounded. */
async function* held(jobs) {
  const all = [];
  for await (const job of jobs) all.push(job);
  yield* all;
}

/** Each id once. */
function withIdsOnce(input) {
  return Array.isArray(input.jobIds) ? { __proto__: input, jobIds: [...new Set(input.jobIds)] } : input;
}
