/** Errors, the exit codes that they lead to, and how they are explained. */

import { connectionCode } from "./reasons.mjs";
import { printable } from "./text.mjs";

/** The exit codes. */
export const EXIT = { done: 0, failed: 1, usage: 2, unknown: 3, interrupted: 130 };

/** The end of a message about a part of the account that is missing. */
export const WITHOUT_ACCOUNT = "To try the commands without an account: npx cos-jobs emulator";

/** The user has to correct the command, its options, or the files and variables that it uses. */
export class UsageError extends Error {}

/** The command cannot be carried out, and nothing was changed. */
export class Refused extends Error {}

/** The user pressed Ctrl-C. */
export class Interrupted extends Error {}

/** The program that reads the output has ended. */
export class PipeClosed extends Error {}

export function exitCodeOf(error) {
  if (error instanceof PipeClosed) return EXIT.done;
  if (error instanceof Interrupted) return EXIT.interrupted;
  if (error instanceof UsageError || ["input", "credentials"].includes(error?.kind)) return EXIT.usage;
  return error?.effect === "unknown" ? EXIT.unknown : EXIT.failed;
}

/**
 * Prints an error. With --json, an error of the client is one line of JSON on standard error.
 *
 * @param {{ command?: object, json?: boolean, endpoint?: string, jobId?: string }} facts
 */
export function explain(error, facts, output) {
  const { command, json } = facts;
  if (error instanceof PipeClosed) return;
  if (error instanceof Interrupted) return output.note("cos-jobs: interrupted");
  if (error?.name === "CosJobsError") {
    return output.note(json ? JSON.stringify({ error: error.toJSON() }) : `cos-jobs: ${messageOf(error, facts)}`);
  }
  if (error instanceof UsageError) {
    const help = command ? `${command.name} --help` : "--help";
    return output.note(`cos-jobs: ${printable(error.message)}\nFor help: npx cos-jobs ${help}`);
  }
  if (error instanceof Refused) return output.note(`cos-jobs: ${printable(error.message)}`);
  output.note(`cos-jobs: ${error?.stack ?? error}`);
}

/** The message of a client's error, with what to do next. */
function messageOf(error, facts) {
  const lines = [printable(error.message)];
  if (error.effect === "unknown") lines.push(lookHint(error, facts));
  if (error.kind === "network") lines.push(...serverHint(error, facts));
  return lines.join("\n");
}

/** How to find out whether a change took effect. */
function lookHint({ clientRequestToken }, { command, jobId = "<job-id>" }) {
  if (clientRequestToken) {
    return `Add "clientRequestToken": "${clientRequestToken}" to the JSON, and run the command again. This finds the job and never makes a second one.`;
  }
  if (command?.name === "delete") return "Look at the jobs before you repeat the deletion: npx cos-jobs list";
  return `Look at the job before you repeat the change: npx cos-jobs describe ${jobId}`;
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** How to get a server that answers. */
function serverHint(error, { endpoint }) {
  const code = connectionCode(error);
  if (!endpoint) return code === "ENOTFOUND" ? ["The host has the region and the uin in its name: check COS_REGION and COS_UIN."] : [];
  const { hostname, port } = new URL(endpoint);
  if (!LOOPBACK.includes(hostname) || code !== "ECONNREFUSED") return [];
  return [`No server answers at ${endpoint}. To start the emulator there: npx cos-jobs emulator${port ? ` --port ${port}` : ""}`];
}
