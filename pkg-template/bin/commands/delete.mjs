import { report } from "../lib/report.mjs";

export const deleteCommand = {
  name: "delete",
  summary: "Deletes a job",
  usage: "delete <job-id>",
  example: "npx cos-jobs delete 65f2e4cf-83f5-42f1-9aa2-14720613da29",
  usesAccount: true,
  operands: [1, 1],

  async run(context) {
    const [jobId] = context.positionals;
    const client = await context.client();
    const result = await context.change(() => client.deleteJob({ jobId }));
    report(context, { ...result, outcome: "deleted" });
  },

  request: ({ positionals: [jobId] }) => ({ action: "DeleteJob", input: { jobId } }),
};
