import { EXIT } from "../lib/failure.mjs";
import { progressOf } from "../lib/job-columns.mjs";
import { statusNamed } from "../lib/statuses.mjs";
import { printable } from "../lib/text.mjs";

export const wait = {
  name: "wait",
  summary: "Waits until a job has ended, or has a status",
  usage: "wait <job-id> [--until final | suspended | STATUS]",
  details: "The exit code is 1 if the job failed, or cannot reach the status any more.",
  example: "npx cos-jobs wait 65f2e4cf-83f5-42f1-9aa2-14720613da29 --until suspended",
  usesAccount: true,
  operands: [1, 1],
  options: { until: { type: "string", value: "WHAT", help: "what to wait for; default: final" } },

  async run(context) {
    const { output, signal, values, positionals } = context;
    const [jobId] = positionals;
    const until = untilOf(values.until ?? "final");
    const client = await context.client(context.noteFailures());
    if (output.isTerminal && !context.json) output.note("Waiting. Press Ctrl-C to stop.");
    const job = await client.waitForJob({ jobId, until }, { signal });
    const status = printable(job.status);
    if (context.json) output.json(job);
    else if (output.isTerminal) output.line(`${jobId}  ${output.style.status(status)}  ${progressOf(job)}`);
    else output.line(`${jobId}\t${status}\t${progressOf(job)}`);
    return until === "final" && status === "Failed" ? EXIT.failed : EXIT.done;
  },
};

/** The words of the client are in lower case, and statuses are not. */
function untilOf(text) {
  return ["final", "suspended"].includes(text) ? text : statusNamed(text);
}
