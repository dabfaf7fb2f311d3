/** Errors, the exit codes that they lead to, and how they are explained. */

/** The exit codes. */
export const EXIT = { done: 0, failed: 1, usage: 2, unknown: 3, interrupted: 130 };

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
 * @param {{ command?: object, json?: boolean, endpoint?: string }} facts
 */
export function explain(error, { command, json, endpoint }, output) {
  if (error instanceof PipeClosed) return;
  if (error instanceof Interrupted) return output.note("cos-jobs: interrupted");
  if (error?.name === "CosJobsError") {
    return output.note(json ? JSON.stringify({ error: error.toJSON() }) : `cos-jobs: ${messageOf(error, endpoint)}`);
  }
  if (error instanceof UsageError) {
    const help = command ? `${command.name} --help` : "--help";
    return output.note(`cos-jobs: ${error.message}\nFor help: npx cos-jobs ${help}`);
  }
  if (error instanceof Refused) return output.note(`cos-jobs: ${error.message}`);
  output.note(`cos-jobs: ${error?.stack ?? error}`);
}

/** The message of a client's error, with what to do next. */
function messageOf(error, endpoint) {
  const lines = [error.message];
  if (error.effect === "unknown") lines.push("Look at the job before you repeat the change: npx cos-jobs describe <job-id>");
  if (error.kind === "network") lines.push(serverHint(endpoint));
  return lines.join("\n");
}

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** How to get a server that answers. */
function serverHint(endpoint) {
  if (!endpoint) return "To try the command without an account, start the emulator: npx cos-jobs emulator";
  const { hostname, port } = new URL(endpoint);
  const isLocal = LOOPBACK.includes(hostname);
  const option = isLocal && port ? ` --port ${port}` : "";
  return `No server answers at ${endpoint}. To start the emulator${isLocal ? " there" : ""}: npx cos-jobs emulator${option}`;
}
