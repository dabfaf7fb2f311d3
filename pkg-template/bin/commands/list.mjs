import { wholeNumber } from "../lib/arguments.mjs";
import { UsageError } from "../lib/failure.mjs";
import { jobColumns } from "../lib/job-columns.mjs";
import { DESCRIPTION_OPTION, STATUS_OPTION, statusesOf } from "../lib/statuses.mjs";

export const list = {
  name: "list",
  summary: "Lists the jobs of the last 90 days",
  usage: "list [--status STATUS] [--description TEXT] [--limit N]",
  example: "npx cos-jobs list --status Suspended,Ready\nnpx cos-jobs list --json | jq .jobId",
  usesAccount: true,
  options: {
    ...STATUS_OPTION,
    ...DESCRIPTION_OPTION,
    limit: { type: "string", value: "N", help: "ends after this many jobs" },
  },

  async run(context) {
    const { values, output, signal } = context;
    const jobStatuses = statusesOf(values.status);
    const limit = wholeNumber(values.limit, "--limit", { least: 1 }) ?? Infinity;
    const client = await context.client();
    const table = context.table(jobColumns(output.style));
    let count = 0;
    try {
      for await (const job of client.listAllJobs({ jobStatuses }, { signal })) {
        if (values.description && !job.description?.includes(values.description)) continue;
        if (context.json) output.json(job);
        else table.add(job);
        count += 1;
        if (count === limit) break;
      }
    } finally {
      table.end();
    }
    if (count === 0 && output.isTerminal) output.note("No jobs were found.");
  },

  request: ({ values }) => {
    const statuses = statusesOf(values.status) ?? [];
    if (statuses.length > 1) throw new UsageError("one request can list the jobs of one status only");
    return { action: "ListJobs", input: { jobStatuses: statuses[0] } };
  },
};
