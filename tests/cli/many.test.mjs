/** Many jobs at once. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { cosJobs, environment, inTerminal, jobsOf, needsTerminal, startEmulator } from "./support.mjs";

const count = async (endpoint, status) => (await jobsOf(endpoint, "--status", status)).length;

test("a dry run shows the plan and changes nothing", async (t) => {
  const endpoint = await startEmulator(t);
  const { code, stdout } = await cosJobs(environment(endpoint), ["confirm", "--description", "nightly copy", "--dry-run"]);
  assert.equal(code, 0);
  assert.match(stdout, /^(\S+\tconfirm\tSuspended\tnightly copy.*\n){2}$/);
  assert.equal(await count(endpoint, "Suspended"), 8);
  const json = await cosJobs(environment(endpoint), ["cancel", "--status", "Suspended", "--dry-run", "--json"]);
  assert.equal(json.stdout.trim().split("\n").map(JSON.parse).filter(({ plan }) => plan === "cancel").length, 8);
});

test("with --yes all selected jobs are changed", async (t) => {
  const endpoint = await startEmulator(t);
  const args = ["cancel", "--status", "Suspended", "--description", "复制", "--yes", "--json"];
  const { code, stdout } = await cosJobs(environment(endpoint), args);
  assert.equal(code, 0);
  assert.deepEqual(stdout.trim().split("\n").map((line) => JSON.parse(line).outcome), ["cancelled", "cancelled"]);
  assert.equal(await count(endpoint, "Suspended"), 6);
});

test("more jobs than --max are refused before anything is changed", async (t) => {
  const endpoint = await startEmulator(t);
  const { code, stderr } = await cosJobs(environment(endpoint), ["confirm", "--status", "Suspended", "--yes", "--max", "7"]);
  assert.equal(code, 1);
  assert.match(stderr, /8 jobs are selected, and --max allows 7, so nothing was changed/);
  assert.equal(await count(endpoint, "Suspended"), 8);
});

test("several ids are changed, and one that does not exist or has ended is a failure", async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Suspended");
  const [{ jobId: ended }] = await jobsOf(endpoint, "--status", "Cancelled");
  const { code, stdout } = await cosJobs(environment(endpoint), ["confirm", jobId, "missing", ended, "--yes"]);
  assert.equal(code, 1);
  assert.match(stdout, new RegExp(`^${jobId}\tconfirmed\tReady$`, "m"));
  assert.match(stdout, /^missing\tfailed\t\t.*NoSuchJob/m);
  assert.match(stdout, new RegExp(`^${ended}\tskipped\tCancelled$`, "m"));
});

test("without a terminal and --yes, nothing is changed", async (t) => {
  const endpoint = await startEmulator(t);
  const { code, stderr } = await cosJobs(environment(endpoint), ["confirm", "--status", "Suspended"]);
  assert.equal(code, 2);
  assert.match(stderr, /add --yes/);
});

for (const [typed, left] of [["y\n", 6], ["n\n", 8], ["\u0004", 8]]) {
  test(`in a terminal the plan is shown, and ${JSON.stringify(typed)} answers the question`, needsTerminal, async (t) => {
    const endpoint = await startEmulator(t);
    const run = inTerminal(environment(endpoint), ["confirm", "--description", "nightly copy"]);
    await run.shows("Confirm 2 jobs? [y/N]");
    assert.match(run.stdout, /JOB .*PLAN .*STATUS .*DESCRIPTION/);
    run.child.stdin.write(typed);
    const { code, stdout } = await run.ended;
    assert.equal(code, left === 6 ? 0 : 1, stdout);
    assert.equal(await count(endpoint, "Suspended"), left);
  });
}

test("Ctrl-C at the question changes nothing", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const run = inTerminal(environment(endpoint), ["confirm", "--description", "nightly copy"]);
  await run.shows("[y/N]");
  run.child.stdin.write("\u0003");
  assert.equal((await run.ended).code, 130);
  assert.equal(await count(endpoint, "Suspended"), 8);
});
