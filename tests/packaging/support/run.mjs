/** Running programs. */

import { execFile } from "node:child_process";
import { promisify } from "node:util";

/** The maximum time for a program. A program that does not end by itself fails here. */
const LIMIT_MS = 60_000;

/** Runs a program to its end and returns its output. */
export async function run(program, args, { cwd, env = {} } = {}) {
  // On Windows npm is npm.cmd, which needs a shell. Only npm needs it, and none of its arguments needs quotes.
  const shell = process.platform === "win32" && program === "npm";
  const settings = { cwd, env: { ...process.env, ...env }, shell, timeout: LIMIT_MS, killSignal: "SIGKILL" };
  try {
    return (await promisify(execFile)(program, args, settings)).stdout;
  } catch (error) {
    const how = error.killed ? `did not end within ${LIMIT_MS} ms` : `failed (${error.code ?? error.signal})`;
    throw new Error(`${program} ${args[0]} ${how}:\n${error.stdout}\n${error.stderr}`);
  }
}

/** Runs a program, which gets its task as its last argument and prints the outcome. */
export async function outcomeOf(program, args, given, settings) {
  return JSON.parse(await run(program, [...args, JSON.stringify(given)], settings));
}
