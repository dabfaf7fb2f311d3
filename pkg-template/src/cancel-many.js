/** Cancelling many jobs, a few at a time. The WebAssembly decides what to do with each job. */

import { CosJobsError } from "./error.js";
import { invoke } from "./hook.js";
import { inParallel } from "./in-parallel.js";
import { listAll } from "./list-all.js";
import { propertyOf } from "./property.js";
import { unlessAborted, withSignal } from "./stoppable.js";

/** Yields one outcome for each selected job. */
export async function* cancelMany(session, input, options) {
  const { instance } = session;
  const given = withIdsOnce(input);
  const selection = instance.call(() => new instance.glue.Selection(given));
  // The work that may be aborted without leaving the effect of a change unknown.
  const abortable = new Set();
  const run = {
    ...session,
    selection,
    filter: propertyOf(given, "filter"),
    reason: propertyOf(given, "reason"),
    options,
    abortable,
  };
  try {
    const jobs = selectedJobs(run, given, withSignal(options, newController(abortable).signal));
    const halt = () => abortable.forEach((controller) => controller.abort());
    const items = selection.isBounded() ? collected(jobs) : jobs;
    const signal = propertyOf(options, "signal");
    yield* inParallel(items, selection.concurrency(), (job) => cancelOne(run, job), signal, halt);
  } finally {
    instance.free(selection);
  }
}

/** The selected jobs one after the other, with the status that a list shows. */
async function* selectedJobs(run, input, options) {
  const { instance, selection, filter } = run;
  const jobIds = propertyOf(input, "jobIds");
  for (const jobId of jobIds ?? []) yield { jobId, status: undefined };
  if (jobIds) return;
  const jobStatuses = propertyOf(input, "jobStatuses");
  for await (const job of listAll(run, { __proto__: null, jobStatuses }, options)) {
    const { jobId, status } = job;
    if (filter && !(await unlessAborted(invoke(filter, job), options.signal))) continue;
    if (instance.call(() => selection.select(status))) yield { jobId, status };
  }
}

/** Looks at a job, cancels it if it is still selected, and returns its outcome; undefined if it is not part of a plan. */
async function cancelOne({ instance, client, selection, filter, reason, options, abortable }, { jobId, status }) {
  const controller = newController(abortable);
  const ownOptions = withSignal(options, controller.signal);
  const decide = (fits, fresh) => instance.call(() => selection.decide(status ?? "", fits, fresh));
  try {
    let decision = decide(true, false);
    if (decision === "look") {
      const job = await instance.run(() => client.describeJob({ __proto__: null, jobId }, ownOptions));
      status = job.status;
      const fits = !filter || Boolean(await unlessAborted(invoke(filter, asListed(job)), controller.signal));
      decision = decide(fits, true);
    }
    if (decision === "omit") return undefined;
    if (decision !== "change") return { jobId, outcome: decision, status };
    // A change that was sent is not aborted any more, because then its effect would be unknown.
    const onChange = () => abortable.delete(controller);
    const input = { __proto__: null, jobId, reason };
    const result = await instance.run(() => client.cancelOneOfMany(input, ownOptions, onChange));
    return { jobId, outcome: result.changed ? "cancelled" : "already", status: result.status };
  } catch (error) {
    if (controller.signal.aborted || !(error instanceof CosJobsError)) throw error;
    const outcome = error.effect === "unknown" ? "unknown" : "failed";
    return { jobId, outcome, ...(status && { status }), error };
  } finally {
    abortable.delete(controller);
  }
}

function newController(abortable) {
  const controller = new AbortController();
  abortable.add(controller);
  return controller;
}

/** A job in the form of a list, so that a filter always sees the same form. */
function asListed(job) {
  const [operation] = Object.keys(job.operation ?? {});
  return { ...job, operation: operation?.replace(/^cos/, "COS") };
}

/** All jobs at once. This is used only where their number is limited. */
async function* collected(jobs) {
  const all = [];
  for await (const job of jobs) all.push(job);
  yield* all;
}

/** The input with each id once. */
function withIdsOnce(input) {
  const jobIds = propertyOf(input, "jobIds");
  return Array.isArray(jobIds) ? { __proto__: input, jobIds: [...new Set(jobIds)] } : input;
}
