import { wholeNumber } from "../lib/arguments.mjs";
import { printable } from "../lib/text.mjs";

export const priority = {
  name: "priority",
  summary: "Changes the priority of a job",
  usage: "priority <job-id> <number>",
  details: "A job with a higher priority runs first. The number is 0 to 2147483647.",
  example: "npx cos-jobs priority 65f2e4cf-83f5-42f1-9aa2-14720613da29 20",
  usesAccount: true,
  operands: [2, 2],

  async run(context) {
    const { output } = context;
    const input = inputOf(context);
    const client = await context.client();
    const result = await context.change(() => client.updateJobPriority(input));
    if (context.json) output.json(result);
    else output.line(`${printable(result.jobId)}${output.isTerminal ? "  priority " : "\t"}${result.priority}`);
  },

  request: (context) => ({ action: "UpdateJobPriority", input: inputOf(context) }),
};

function inputOf({ positionals: [jobId, number] }) {
  return { jobId, priority: wholeNumber(number, "the priority", { most: 2_147_483_647 }) };
}
