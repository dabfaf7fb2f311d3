/**
 * Confirms every job that waits for confirmation and whose description contains a text.
 *
 *   node confirm-by-description.mjs [--dry-run] [--reason WHY] TEXT
 *
 * with COS_SECRET_ID, COS_SECRET_KEY, COS_REGION, COS_UIN and COS_APPID in the environment, and COS_SESSION_TOKEN if the
 * keys are temporary. The text is case-sensitive.
 *
 * It prints a line per job: its id, the outcome, its description. The exit code summarises all jobs:
 *   0  all of them are confirmed, or none matches; with --dry-run: the jobs could be listed
 *   1  some were certainly not confirmed
 *   2  an argument or a setting is missing or wrong, and nothing was done
 *   3  some may or may not be confirmed: look at the jobs that are "unknown" before you do anything about them
 *   130  interrupted: the jobs after the last printed line were not changed; a line may say "unknown"
 */

import { parseArgs } from "node:util";

import { CosJobs } from "cos-jobs";

import { account, keys } from "./common.mjs";

const { text, reason, dryRun } = readArguments();
const jobs = new CosJobs({ ...account(), credentials: keys() });

// The first ctrl-c waits for the outcome of the current job, so that its line is correct; the second ends at once.
let interrupted = false;
process.once("SIGINT", () => (interrupted = true));

process.exitCode = await main();

async function main() {
  let waiting;
  try {
    // Lists all jobs first, so that only jobs that existed when the script began are confirmed.
    waiting = await waitingJobs();
  } catch (error) {
    console.error(`the jobs could not be listed, so none was confirmed: ${error.message}`);
    return 1;
  }
  if (interrupted) return 130;
  const outcomes = new Set();
  for (const job of waiting) {
    if (interrupted) return 130;
    const outcome = dryRun ? "would be confirmed" : await confirm(job);
    outcomes.add(outcome);
    console.log(`${job.jobId}  ${outcome}  ${printable(job.description)}`);
  }
  console.error(`${waiting.length} waiting jobs match`);
  if (outcomes.has("unknown")) return 3;
  return outcomes.has("failed") ? 1 : 0;
}

async function waitingJobs() {
  const found = [];
  for await (const job of jobs.listAllJobs({ jobStatuses: "Suspended" })) {
    if (job.description?.includes(text)) found.push(job);
    if (interrupted) break;
  }
  return found;
}

/** Confirms one job. It is also a success if another user has confirmed it first. */
async function confirm({ jobId }) {
  try {
    const { changed } = await jobs.confirmJob({ jobId, reason });
    return changed ? "confirmed" : "was confirmed already";
  } catch (error) {
    console.error(`${jobId}: ${error.message}`);
    return error.effect === "unknown" ? "unknown" : "failed";
  }
}

function readArguments() {
  try {
    const options = { "dry-run": { type: "boolean", default: false }, reason: { type: "string" } };
    const { values, positionals } = parseArgs({ options, allowPositionals: true });
    // Every description contains the empty text, which is probably a mistake.
    if (positionals.length !== 1 || !positionals[0]) throw new Error("give one text, not empty");
    return { text: positionals[0], reason: values.reason, dryRun: values["dry-run"] };
  } catch (error) {
    console.error(`${error.message}\nusage: node confirm-by-description.mjs [--dry-run] [--reason WHY] TEXT`);
    process.exit(2);
  }
}

/** The text comes from another user, so control characters in it must not reach the terminal. */
function printable(description) {
  return description.replace(/\p{C}/gu, "?");
}
