import { EXIT } from "../lib/failure.mjs";
import { Progress } from "../lib/progress.mjs";

export const watch = {
  name: "watch",
  summary: "Shows the progress of a job until it ends or waits for confirmation",
  usage: "watch <job-id>",
  details: "The exit code is 1 if the job failed.",
  example: "npx cos-jobs watch 65f2e4cf-83f5-42f1-9aa2-14720613da29",
  usesAccount: true,
  operands: [1, 1],

  async run(context) {
    const { output, signal, positionals } = context;
    const progress = new Progress(output);
    // A note must not begin in the line of the bar.
    const client = await context.client(context.noteFailures(() => progress.end()));
    let status;
    try {
      for await (const update of client.watchJob({ jobId: positionals[0] }, { signal })) {
        status = update.status;
        if (context.json) output.json(update);
        else progress.show(update);
      }
    } finally {
      progress.end();
    }
    if (status === "Suspended") output.note(`The job waits for confirmation: npx cos-jobs confirm ${positionals[0]}`);
    return status === "Failed" ? EXIT.failed : EXIT.done;
  },
};
