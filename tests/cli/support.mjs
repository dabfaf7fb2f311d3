/** Shared by the tests of the command: it runs as a process, in a pipe or in a pseudo-terminal. */

import { spawn, spawnSync } from "node:child_process";
import { createServer, request as send } from "node:http";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const folder = process.env.COS_JOBS_PKG;
if (!folder) throw new Error("COS_JOBS_PKG is not set: run these tests with `cargo xtask test cli`");

export const COMMAND = join(folder, "bin", "cos-jobs.mjs");

/** The keys of the emulator. */
export const KEYS = { COS_SECRET_ID: "AKIDEmulatorOnlyNotARealKey000000001", COS_SECRET_KEY: "EmulatorOnlyNotARealSecretKey001" };

const ACCOUNT = { COS_REGION: "ap-chengdu", COS_UIN: "100000000001", COS_APPID: "1250000000" };

/** The environment of a command that uses the server at this address. Other variables of this process do not disturb it. */
export function environment(endpoint, own = {}) {
  const { PATH } = process.env;
  return { PATH, TERM: "xterm", LANG: "C.UTF-8", COS_ENDPOINT: endpoint, ...ACCOUNT, ...KEYS, ...own };
}

/** A process whose output is collected. */
export class Run {
  stdout = "";
  stderr = "";

  constructor(program, args, env, options = {}) {
    this.child = spawn(program, args, { env, stdio: ["pipe", "pipe", "pipe"], ...options });
    this.ended = new Promise((resolve, reject) => {
      this.child.once("error", reject);
      this.child.once("close", (code, signal) => resolve({ code: code ?? signal, stdout: this.stdout, stderr: this.stderr }));
    });
    for (const name of ["stdout", "stderr"]) {
      this.child[name].setEncoding("utf8").on("data", (text) => (this[name] += text));
    }
    // The command may end before it has read everything.
    this.child.stdin.on("error", () => {});
  }

  /** Waits until the output contains a text or matches a pattern. */
  async shows(wanted, milliseconds = 20_000) {
    const end = Date.now() + milliseconds;
    const all = () => this.stdout + this.stderr;
    while (!(wanted instanceof RegExp ? wanted.test(all()) : all().includes(wanted))) {
      if (Date.now() > end || this.child.exitCode !== null) throw new Error(`the output has no ${wanted}:\n${all()}`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}

/** Runs the command in a pipe until it ends. */
export function cosJobs(env, args, input = "") {
  const run = new Run(process.execPath, [COMMAND, ...args], env);
  run.child.stdin.end(input);
  return run.ended;
}

/** Starts the command in a pseudo-terminal. */
export function inTerminal(env, args, columns = 120) {
  const terminal = fileURLToPath(new URL("terminal.py", import.meta.url));
  return new Run("python3", [terminal, String(columns), process.execPath, COMMAND, ...args], env);
}

/** The options of a test that needs a pseudo-terminal. */
export const needsTerminal = (() => {
  const { status } = spawnSync("python3", ["-c", "import pty, termios; pty.openpty()"]);
  return status === 0 ? {} : { skip: "NOT TESTED: python3 with its module pty is needed for a pseudo-terminal" };
})();

/** Starts `cos-jobs emulator`; it stops when the test ends. */
export async function startEmulator(t, ...options) {
  const run = new Run(process.execPath, [COMMAND, "emulator", "--port", "0", ...options], { PATH: process.env.PATH });
  t.after(() => run.child.kill());
  await run.shows(/listening on .*\n/);
  return /listening on (.*)\n/.exec(run.stdout)[1];
}

/** The jobs of the server, as `list --json` prints them. */
export async function jobsOf(endpoint, ...options) {
  const { stdout } = await cosJobs(environment(endpoint), ["list", "--json", ...options]);
  return stdout.trim().split("\n").filter(Boolean).map((line) => JSON.parse(line));
}

/**
 * A server between the command and the emulator. `meet({ method, request, response, forward })` handles each request.
 *
 * @returns {Promise<string>} its address
 */
export async function between(t, endpoint, meet) {
  const server = createServer((request, response) => {
    const forward = () => pass(endpoint, request, response);
    meet({ method: request.method, request, response, forward });
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  t.after(() => {
    server.close();
    server.closeAllConnections();
  });
  return `http://127.0.0.1:${server.address().port}`;
}

function pass(endpoint, request, response) {
  const { method, url, headers } = request;
  // The header host stays that of the request, because it is signed.
  const outgoing = send(`${endpoint}${url}`, { method, headers }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  // The emulator may have ended, because the test has.
  outgoing.on("error", () => response.destroy());
  request.pipe(outgoing);
}

/** A new folder that is deleted after the test. */
export async function temporaryFolder(t) {
  const folder = await mkdtemp(join(tmpdir(), "cos-jobs-cli-"));
  t.after(() => rm(folder, { recursive: true, force: true }));
  return folder;
}
