import { SELECTION_OPTIONS, changeJobs } from "../lib/change-jobs.mjs";

const CHANGE = { verb: "confirm", done: "confirmed", one: "confirmJob", many: "confirmJobs", statuses: ["Suspended"] };

export const confirm = {
  name: "confirm",
  summary: "Confirms jobs that wait for confirmation, so that they run",
  usage: "confirm <job-id>... | confirm [--status STATUS] [--description TEXT]",
  details: "One id is confirmed at once. For several jobs, the command shows the plan and asks.",
  example: `npx cos-jobs confirm 65f2e4cf-83f5-42f1-9aa2-14720613da29 --reason "manifest checked"
npx cos-jobs confirm --description "nightly copy" --max 50`,
  usesAccount: true,
  operands: [0, Infinity],
  options: SELECTION_OPTIONS,
  run: (context) => changeJobs(context, CHANGE),
  request: ({ positionals: [jobId], values: { reason } }) => ({
    action: "UpdateJobStatus",
    input: { jobId, requestedJobStatus: "Ready", statusUpdateReason: reason },
  }),
};
