/** Ctrl-C, closed pipes and lost answers. */

import assert from "node:assert/strict";
import { test as testWithoutLimit } from "node:test";

import { creation } from "../js/creation.mjs";
import { COMMAND, Run, between, cosJobs, environment, inTerminal, jobsOf, needsTerminal, startEmulator } from "./support.mjs";

/** A command that does not end must not stop the tests. */
const test = (name, options, body) => {
  if (typeof options === "function") return testWithoutLimit(name, { timeout: 120_000 }, options);
  return testWithoutLimit(name, { timeout: 120_000, ...options }, body);
};

const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** A server that carries out changes slowly. `isChanging` resolves when the first change arrives. */
async function slowServer(t, endpoint) {
  let arrived;
  const isChanging = new Promise((resolve) => (arrived = resolve));
  const slow = await between(t, endpoint, async ({ method, forward }) => {
    if (method === "POST") {
      arrived();
      await pause(1500);
    }
    forward();
  });
  return { slow, isChanging };
}

const start = (endpoint, args) => new Run(process.execPath, [COMMAND, ...args], environment(endpoint));

test("an interrupted change prints its outcome", async (t) => {
  const endpoint = await startEmulator(t);
  const { slow, isChanging } = await slowServer(t, endpoint);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Suspended");
  const run = start(slow, ["confirm", jobId]);
  await isChanging;
  run.child.kill("SIGINT");
  // npx passes the signal on, although the terminal has sent it as well.
  run.child.kill("SIGINT");
  const { code, stdout, stderr } = await run.ended;
  assert.equal(code, 130);
  assert.equal(stdout, `${jobId}\tconfirmed\tReady\n`);
  assert.match(stderr, /Waiting for the outcome/);
});

test("Ctrl-C in a terminal waits as well, and a second one leaves without the outcome", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const { slow, isChanging } = await slowServer(t, endpoint);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Suspended");
  const run = inTerminal(environment(slow), ["confirm", jobId]);
  await isChanging;
  run.child.stdin.write("\u0003");
  await run.shows("Waiting for the outcome");
  await pause(700);
  run.child.stdin.write("\u0003");
  const { code, stdout } = await run.ended;
  assert.equal(code, 3);
  assert.match(stdout, /outcome of the change is unknown/);
});

test("an interruption of many changes begins no further change and prints the outcomes of those that were sent", async (t) => {
  const endpoint = await startEmulator(t, "--jobs", "100");
  const { slow, isChanging } = await slowServer(t, endpoint);
  const run = start(slow, ["cancel", "--status", "Suspended", "--yes"]);
  await isChanging;
  await pause(300);
  run.child.kill("SIGINT");
  const { code, stdout } = await run.ended;
  assert.equal(code, 130);
  const changed = stdout.match(/\tcancelled\t/g).length;
  assert.ok(changed >= 1 && changed <= 8, stdout);
  assert.equal((await jobsOf(endpoint, "--status", "Suspended")).length, 40 - changed);
});

test("reading ends at once", async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Suspended");
  const run = start(endpoint, ["wait", jobId]);
  await pause(1000);
  run.child.kill("SIGINT");
  const { code, stdout, stderr } = await run.ended;
  assert.deepEqual([code, stdout, stderr], [130, "", "cos-jobs: interrupted\n"]);
});

test("an unknown outcome has its own exit code", async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Suspended");
  let isBroken = false;
  const breaking = await between(t, endpoint, ({ method, request, forward }) => {
    isBroken ||= method === "POST";
    if (isBroken) request.socket.destroy();
    else forward();
  });
  const { code, stdout, stderr } = await cosJobs(environment(breaking), ["confirm", jobId]);
  assert.deepEqual([code, stdout], [3, ""]);
  assert.match(stderr, new RegExp(`npx cos-jobs describe ${jobId}`));
});

test("a creation whose outcome is unknown tells how to repeat it without a second job", async (t) => {
  const endpoint = await startEmulator(t);
  let isBroken = true;
  const breaking = await between(t, endpoint, ({ method, request, response, forward }) => {
    if (!isBroken) forward();
    else if (method === "POST") request.socket.destroy();
    else response.writeHead(403).end("<Error><Code>AccessDenied</Code></Error>");
  });
  const file = JSON.stringify(creation);
  const { code, stderr } = await cosJobs(environment(breaking), ["create"], file);
  assert.equal(code, 3);
  const token = stderr.match(/Add "clientRequestToken": "([^"]+)" to the JSON/)[1];
  isBroken = false;
  const again = JSON.stringify({ ...creation, clientRequestToken: token });
  const first = await cosJobs(environment(breaking), ["create"], again);
  const second = await cosJobs(environment(breaking), ["create"], again);
  assert.deepEqual([first.code, second.code, second.stdout], [0, 0, first.stdout]);
});

test("a pipe that is closed early is no error", async (t) => {
  const endpoint = await startEmulator(t, "--jobs", "3000");
  const run = start(endpoint, ["list", "--json"]);
  run.child.stdout.once("data", () => run.child.stdout.destroy());
  const { code, stderr } = await run.ended;
  assert.deepEqual([code, stderr], [0, ""]);
});

test("a watch ends when its reader has ended", async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Active");
  const run = start(endpoint, ["watch", jobId]);
  run.child.stdout.once("data", () => run.child.stdout.destroy());
  const { code, stderr } = await run.ended;
  assert.deepEqual([code, stderr], [0, ""]);
});
