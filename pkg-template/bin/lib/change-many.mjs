/** A change of many jobs: it shows the plan, asks, and prints one outcome for each job. */

import { wholeNumber } from "./arguments.mjs";
import { ask } from "./ask.mjs";
import { EXIT, Refused, UsageError } from "./failure.mjs";
import { fits, makePlan, showPlan } from "./plan.mjs";
import { report } from "./report.mjs";

/** How many jobs may be changed if --max is not given. */
export const DEFAULT_MAX = 1000;

export async function changeMany(context, change, selection) {
  const { values, output } = context;
  const max = wholeNumber(values.max, "--max") ?? DEFAULT_MAX;
  const isDryRun = Boolean(values["dry-run"]);
  const asks = !values.yes && !isDryRun;
  if (asks && !process.stdin.isTTY) {
    throw new UsageError("standard input is not a terminal, so the plan cannot be confirmed: add --yes, or --dry-run to see the plan");
  }
  const client = await context.client();
  const plan = await makePlan(context, client, change, selection);
  const toChange = plan.filter((item) => item.plan === change.verb);
  const rest = plan.filter((item) => item.plan !== change.verb);
  if (plan.length === 0) output.note("No jobs are selected.");
  if (isDryRun || asks) showPlan(context, plan, isDryRun);
  if (isDryRun) return exitCode(new Set(rest.map((item) => item.plan)), selection);
  if (toChange.length > max) {
    throw new Refused(`${toChange.length} jobs are selected, and --max allows ${max}, so nothing was changed`);
  }
  if (asks && toChange.length > 0) await confirmPlan(context, change, toChange.length);
  return execute(context, client, change, { selection, toChange, rest });
}

async function confirmPlan({ output, interrupted }, { verb }, count) {
  const jobs = count === 1 ? "1 job" : `${count} jobs`;
  const isAgreed = await ask(`${verb[0].toUpperCase()}${verb.slice(1)} ${jobs}?`, output, interrupted);
  if (!isAgreed) throw new Refused("nothing was changed");
}

/** Changes exactly the jobs of the plan, if they are still selected. */
async function execute(context, client, { many }, { selection, toChange, rest }) {
  const outcomes = new Set();
  const take = (result) => {
    outcomes.add(result.outcome);
    report(context, result);
  };
  for (const { jobId, plan, status, error } of rest) take({ jobId, outcome: plan, status, error });
  const { jobStatuses } = selection;
  const filter = (job) => fits(job, selection) && (!jobStatuses || jobStatuses.includes(job.status));
  const input = { jobIds: toChange.map(({ jobId }) => jobId), filter, reason: context.values.reason };
  try {
    await context.change(async () => {
      for await (const outcome of client[many](input, { signal: context.interrupted })) take(outcome);
    });
  } catch (error) {
    // What is unknown matters more than the interruption.
    if (!outcomes.has("unknown") || !context.interrupted.aborted) throw error;
  }
  return exitCode(outcomes, selection);
}

function exitCode(outcomes, { jobIds }) {
  if (outcomes.has("unknown")) return EXIT.unknown;
  // A job that the user named and that cannot be changed any more is a failure.
  return outcomes.has("failed") || (jobIds && outcomes.has("skipped")) ? EXIT.failed : EXIT.done;
}
