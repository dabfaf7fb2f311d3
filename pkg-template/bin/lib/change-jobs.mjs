/** `confirm` and `cancel`. */

import { DEFAULT_MAX, changeMany } from "./change-many.mjs";
import { UsageError } from "./failure.mjs";
import { report } from "./report.mjs";
import { DESCRIPTION_OPTION, STATUS_OPTION, statusesOf } from "./statuses.mjs";

export const REASON_OPTION = {
  reason: { type: "string", value: "TEXT", help: "the reason that the job then shows, at most 256 bytes" },
};

/** The options of a command that changes many jobs. */
export const SELECTION_OPTIONS = {
  ...STATUS_OPTION,
  ...DESCRIPTION_OPTION,
  ...REASON_OPTION,
  "dry-run": { type: "boolean", help: "only shows what would be changed" },
  yes: { type: "boolean", short: "y", help: "does not ask" },
  max: { type: "string", value: "N", help: `changes nothing if more jobs would be changed; default: ${DEFAULT_MAX}` },
};

/**
 * @param {{ verb: string, done: string, one: string, many: string, statuses?: string[] }} change `one` and `many` are methods of
 *     the client; `statuses` are selected if only a description is given
 */
export function changeJobs(context, change) {
  const selection = selectionOf(context, change);
  const isOne = selection.jobIds?.length === 1 && !context.values["dry-run"];
  return isOne ? changeOne(context, change, selection.jobIds[0]) : changeMany(context, change, selection);
}

async function changeOne(context, { one, done }, jobId) {
  const { reason } = context.values;
  const client = await context.client();
  const result = await context.change(() => client[one]({ jobId, reason }));
  report(context, { ...result, outcome: result.changed ? done : "already" });
}

function selectionOf({ command, values, positionals }, { statuses }) {
  const { description } = values;
  const given = statusesOf(values.status);
  if (positionals.length > 0) {
    if (given || description) throw new UsageError("give either ids of jobs, or --status and --description, but not both");
    return { jobIds: [...new Set(positionals)] };
  }
  if (given || description) return { jobStatuses: given ?? statuses, description };
  throw new UsageError(`${command.name}: no jobs are selected: give ids of jobs, --status or --description`);
}
