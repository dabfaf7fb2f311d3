/** Confirming or cancelling many jobs, a few at a time. The WebAssembly decides what to do with each job. */

import { CosJobsError } from "./error.js";
import { invoke } from "./hook.js";
import { inParallel } from "./in-parallel.js";
import { listAll } from "./list-all.js";
import { propertyOf } from "./property.js";
import { unlessAborted, withSignal } from "./stoppable.js";

/** What a changed job is called in an outcome. */
const CHANGED = { Ready: "confirmed", Cancelled: "cancelled" };

/** Confirms each selected job, and yields one outcome for each. */
export const confirmMany = (session, input, options) => changeMany(session, "Ready", input, options);

/** Cancels each selected job, and yields one outcome for each. */
export const cancelMany = (session, input, options) => changeMany(session, "Cancelled", input, options);

async function* changeMany(session, requested, input, options) {
  const { instance } = session;
  const given = withIdsOnce(input);
  const selection = instance.call(() => new instance.glue.Selection(requested, given));
  // The work that may be aborted without leaving the effect of a change unknown.
  const abortable = new Set();
  const run = {
    ...session,
    requested,
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
    yield* inParallel(items, selection.concurrency(), (job) => changeOne(run, job), signal, halt);
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

/**
 * Changes one job if each look before the change shows that it is still selected. Returns its outcome; undefined if it is not
 * part of a plan.
 */
async function changeOne(run, { jobId, status }) {
  const { instance, client, requested, selection, filter, reason, options, abortable } = run;
  const decide = (fits, fresh) => instance.call(() => selection.decide(status ?? "", fits, fresh));
  let decision = decide(true, false);
  // It stays true if the filter fails. That ends the loop, unless the change was sent before.
  let isFiltering = false;
  const select = async (job) => {
    status = job.status;
    isFiltering = true;
    const fits = !filter || Boolean(await unlessAborted(invoke(filter, asListed(job)), controller.signal));
    isFiltering = false;
    decision = decide(fits, true);
    return decision === "change" || decision === "already";
  };
  const controller = newController(abortable);
  // A change that was sent is not aborted any more, because then its effect would be unknown.
  const onChange = () => abortable.delete(controller);
  try {
    if (decision === "look") {
      const input = { __proto__: null, jobId, reason };
      const ownOptions = withSignal(options, controller.signal);
      const change = () => client.changeOneOfMany(requested, input, ownOptions, select, onChange);
      const result = await instance.run(change);
      if (result.changed) decision = CHANGED[requested];
      else if (!result.skipped) decision = "already";
      status = result.status;
    }
    return decision === "omit" ? undefined : { jobId, outcome: decision, status };
  } catch (error) {
    const hasFilterFailed = isFiltering && abortable.has(controller);
    if (controller.signal.aborted || hasFilterFailed || !(error instanceof CosJobsError)) throw error;
    const outcome = error.effect === "unknown" ? "unknown" : "failed";
    const seen = error.jobStatus ?? status;
    return { jobId, outcome, ...(seen && { status: seen }), error };
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
