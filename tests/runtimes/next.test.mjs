/** Next.js in development and as a production build: a page, a route in Node.js, and a route in the Edge runtime. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { assertEmulatorWorks, assertWorks } from "../packaging/support/account.mjs";
import { needsBrowser, outcomeInPage } from "../packaging/support/browser.mjs";
import { FILES } from "./hosts/next.mjs";
import { createProject, MODULES, tool } from "./support/hosts.mjs";

const NEXT = join(MODULES, "next/dist/bin/next");

/** The maximum time for a build, and until a server is ready. */
const LIMIT_MS = 300_000;

const NAME = tool("Next.js", "next");

let children = [];

/** Ends the processes of Next.js, so that they do not take time from the next ones. */
function stop() {
  for (const { pid, exitCode } of children) if (exitCode === null) process.kill(-pid, "SIGKILL");
  children = [];
}

/** A project of its own for each way to run it, because both write to `.next`. */
async function projectWithRoutes() {
  const project = await createProject();
  for (const [name, text] of Object.entries(FILES)) {
    await mkdir(dirname(join(project, name)), { recursive: true });
    await writeFile(join(project, name), text);
  }
  return project;
}

/** Starts Next.js; `output` is what it has printed. A group of its own, because it starts further processes. */
function next(project, args) {
  const env = { ...process.env, NEXT_TELEMETRY_DISABLED: "1", NODE_ENV: args[0] === "dev" ? "development" : "production" };
  const child = spawn(process.execPath, [NEXT, ...args], { cwd: project, env, detached: true });
  children.push(child);
  const run = { child, output: "" };
  for (const stream of [child.stdout, child.stderr]) stream.setEncoding("utf8").on("data", (text) => (run.output += text));
  return run;
}

async function until(run, check) {
  for (const end = Date.now() + LIMIT_MS; Date.now() < end; await sleep(200)) {
    const found = check();
    if (found) return found;
    if (run.child.exitCode) break;
  }
  throw new Error(`Next.js did not become ready:\n${run.output}`);
}

async function build(project) {
  const run = next(project, ["build"]);
  await until(run, () => run.child.exitCode === 0);
}

/** Starts a server and returns its address. */
async function serve(project, command) {
  const run = next(project, [command, "--port", "0", "--hostname", "127.0.0.1"]);
  return until(run, () => /Local:\s+(http:\S+)[\s\S]*Ready/.exec(run.output)?.[1]);
}

const WAYS = {
  development: (project) => serve(project, "dev"),
  build: async (project) => {
    await build(project);
    return serve(project, "start");
  },
};

for (const [way, start] of Object.entries(WAYS)) {
  const project = await projectWithRoutes();
  describe(`the ways to run Next.js: ${way}`, () => {
    let url;
    before(async () => (url = await start(project)));
    after(stop);

    /** Sends the task to a route. */
    const route = (path) => async (given) => {
      const response = await fetch(new URL(path, url), { method: "POST", body: JSON.stringify(given) });
      const text = await response.text();
      assert.ok(response.ok, text.slice(0, 2000));
      return JSON.parse(text);
    };
    const page = (given) => outcomeInPage(new URL("/", url).href, given);

    test(`${NAME}: ${way}, a route in Node.js`, () => assertWorks(route("/node")));
    test(`${NAME}: ${way}, emulator in Node.js`, () => assertEmulatorWorks(route("/node")));
    test(`${NAME}: ${way}, a route in the Edge runtime`, () => assertWorks(route("/edge")));
    test(`${NAME}: ${way}, a page`, needsBrowser, () => assertWorks(page));
    test(`${NAME}: ${way}, emulator in a page`, needsBrowser, () => assertEmulatorWorks(page));
  });
}
