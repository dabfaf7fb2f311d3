/** Runs the shell commands of the documentation in a user's project. */

import { spawn } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

import { JOB_ID } from "./examples.mjs";
import { run } from "./run.mjs";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const XTASK = join(ROOT, "xtask", "src", "main.rs");

/** The lines of a block, without comments. */
const linesOf = (code) => code.split("\n").map((line) => line.replace(/(^| )#.*$/, "").trim()).filter(Boolean);

/** Runs the commands of a block. Those of this repository must exist, and are not run. */
export async function runShellBlock(t, project, code) {
  let environment = {};
  for (const line of linesOf(code)) {
    if (line === "npm install cos-jobs") continue; // The project has it, from the tarball.
    if (line === "npx cos-jobs emulator") environment = await startEmulator(t, project);
    else if (line.startsWith("npx cos-jobs ")) await runCommand(project, line, environment);
    else checkTask(line);
  }
}

/** Starts the emulator on a free port, and returns the variables that it prints. */
export async function startEmulator(t, project) {
  const child = spawn(process.execPath, [commandIn(project), "emulator", "--port", "0"], { stdio: ["ignore", "pipe", "inherit"] });
  t.after(() => child.kill());
  const variables = {};
  for await (const line of createInterface({ input: child.stdout })) {
    for (const [, name, value] of line.matchAll(/\b(COS_\w+)=(\S+)/g)) variables[name] = value;
    if (line.startsWith("listening")) return variables;
  }
  throw new Error("the emulator ended before it was ready");
}

async function runCommand(project, line, environment) {
  const words = [...line.matchAll(/"([^"]*)"|(\S+)/g)].map(([, quoted, plain]) => quoted ?? plain).slice(2);
  const known = await run(process.execPath, [commandIn(project), "list", "--json"], { cwd: project, env: environment });
  const [first] = known.split("\n");
  const args = words.map((word) => (word === JOB_ID ? JSON.parse(first).jobId : word));
  await run(process.execPath, [commandIn(project), ...args], { cwd: project, env: environment });
}

/** The programs and tasks of this repository take too long to run here. */
function checkTask(line) {
  const [, task] = /^cargo xtask ([\w-]+)/.exec(line) ?? [];
  const [, program] = /^node .*?([\w./-]+\.mjs)/.exec(line) ?? [];
  const isKnown = task ? readFileSync(XTASK, "utf8").includes(`name: "${task}"`) : program && existsSync(join(ROOT, program));
  if (!isKnown && !line.startsWith("cargo test ")) throw new Error(`this command is not tested: ${line}`);
}

const commandIn = (project) => join(project, "node_modules", "cos-jobs", "bin", "cos-jobs.mjs");
