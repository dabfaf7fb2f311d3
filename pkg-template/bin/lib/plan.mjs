/** The plan of a change of many jobs: what would happen to each job. */

import { planColumns } from "./job-columns.mjs";
import { Table } from "./table.mjs";

/** Whether a description fits the option --description. */
export const fits = (job, { description }) => !description || Boolean(job.description?.includes(description));

/**
 * @returns {Promise<{ jobId: string, plan: string, status?: string, description?: string, error?: Error }[]>} `plan` is the verb
 *     of the change, or an outcome: "already", "skipped" or "failed"
 */
export async function makePlan({ signal }, client, { verb, many }, selection) {
  const { jobIds, jobStatuses } = selection;
  const seen = new Map();
  const filter = (job) => {
    const isSelected = fits(job, selection);
    if (isSelected) seen.set(job.jobId, job);
    return isSelected;
  };
  const plan = new Map();
  for await (const { outcome, ...item } of client[many]({ jobIds, jobStatuses, filter, dryRun: true }, { signal })) {
    // In a dry run of the client, a skipped job is one that would be changed.
    const planned = outcome === "skipped" ? verb : outcome;
    plan.set(item.jobId, { ...item, plan: planned, description: seen.get(item.jobId)?.description });
  }
  for (const jobId of jobIds ?? []) if (!plan.has(jobId)) plan.set(jobId, notChangeable(jobId, seen.get(jobId)));
  return [...plan.values()];
}

/** A job that was named by its id and cannot be changed any more. */
const notChangeable = (jobId, job) => ({ jobId, plan: "skipped", status: job?.status, description: job?.description });

/** Shows the plan: as the result of a dry run on standard output, and otherwise on standard error, before the question. */
export function showPlan(context, plan, isResult) {
  const { output } = context;
  if (isResult && context.json) {
    for (const item of plan) output.json(item);
    return;
  }
  const table = isResult ? context.table(planColumns(output.style)) : noteTable(output);
  for (const item of plan) table.add(item);
  table.end();
}

function noteTable(output) {
  const { columns, noteStyle: style } = output;
  return new Table(planColumns(style), { print: (line) => output.note(line), terminal: { columns, style } });
}
