import { SELECTION_OPTIONS, changeJobs } from "../lib/change-jobs.mjs";

const CHANGE = { verb: "cancel", done: "cancelled", one: "cancelJob", many: "cancelJobs" };

export const cancel = {
  name: "cancel",
  summary: "Cancels jobs",
  usage: "cancel <job-id>... | cancel [--status STATUS] [--description TEXT]",
  details: "One id is cancelled at once. For several jobs, the command shows the plan and asks.",
  example: `npx cos-jobs cancel 65f2e4cf-83f5-42f1-9aa2-14720613da29 --reason superseded
npx cos-jobs cancel --status Suspended --description "nightly copy" --dry-run`,
  usesAccount: true,
  operands: [0, Infinity],
  options: SELECTION_OPTIONS,
  run: (context) => changeJobs(context, CHANGE),
  request: ({ positionals: [jobId], values: { reason } }) => ({
    action: "UpdateJobStatus",
    input: { jobId, requestedJobStatus: "Cancelled", statusUpdateReason: reason },
  }),
};
