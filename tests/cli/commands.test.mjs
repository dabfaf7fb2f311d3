/** Each command in a pipe, against `cos-jobs emulator`. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { creation } from "../js/creation.mjs";
import { cosJobs, environment, jobsOf, startEmulator, temporaryFolder } from "./support.mjs";

/** An emulator, and a function that runs the command with it. */
async function world(t, ...options) {
  const endpoint = await startEmulator(t, ...options);
  const env = environment(endpoint);
  return { endpoint, run: (args, input) => cosJobs(env, args, input), jobs: (...options) => jobsOf(endpoint, ...options) };
}

const suspended = async ({ jobs }) => (await jobs("--status", "Suspended"))[0];

test("list prints a line for each job, and JSON with --json", async (t) => {
  const { run } = await world(t, "--jobs", "30");
  const { code, stdout, stderr } = await run(["list"]);
  assert.equal(code, 0);
  assert.equal(stderr, "");
  const lines = stdout.trim().split("\n");
  assert.equal(lines.length, 30);
  assert.equal(lines[0].split("\t").length, 8);
  assert.doesNotMatch(stdout, /\u001b/);
  const json = (await run(["list", "--json", "--status", "suspended,Ready", "--limit", "3"])).stdout.trim().split("\n").map(JSON.parse);
  assert.equal(json.length, 3);
  for (const { status } of json) assert.match(status, /^(Suspended|Ready)$/);
});

test("describe prints all fields", async (t) => {
  const here = await world(t);
  const { jobId } = await suspended(here);
  const { stdout } = await here.run(["describe", jobId]);
  assert.match(stdout, /^status\tSuspended$/m);
  assert.match(stdout, /^manifest\.spec\.format\tCOSBatchOperations_CSV_V1$/m);
  assert.equal(JSON.parse((await here.run(["describe", jobId, "--json"])).stdout).jobId, jobId);
});

test("create takes a file or standard input", async (t) => {
  const { run, jobs } = await world(t, "--jobs", "0");
  const file = join(await temporaryFolder(t), "job.json");
  await writeFile(file, JSON.stringify({ ...creation, description: "from a file" }));
  const { code, stdout } = await run(["create", file]);
  assert.equal(code, 0);
  assert.match(stdout, /^[0-9a-f-]{36}\n$/);
  const created = JSON.parse((await run(["create", "--json"], JSON.stringify({ ...creation, description: "from a pipe" }))).stdout);
  assert.equal(created.reconciled, false);
  assert.deepEqual((await jobs()).map(({ description }) => description).toSorted(), ["from a file", "from a pipe"]);
});

test("create refuses JSON that is broken or has an unknown field", async (t) => {
  const { run } = await world(t);
  const broken = await run(["create"], "{");
  assert.equal(broken.code, 2);
  assert.match(broken.stderr, /standard input is not valid JSON/);
  const unknown = await run(["create"], JSON.stringify({ ...creation, descripton: "x" }));
  assert.equal(unknown.code, 2);
  assert.match(unknown.stderr, /descripton .* Did you mean description\?/);
  const missing = await run(["create", "missing.json"]);
  assert.equal(missing.code, 2);
  assert.match(missing.stderr, /cannot read missing\.json: it does not exist/);
});

test("confirm and cancel change one job and tell if there was nothing to do", async (t) => {
  const here = await world(t);
  const { jobId } = await suspended(here);
  const confirmed = await here.run(["confirm", jobId, "--reason", "checked"]);
  assert.deepEqual(confirmed, { code: 0, stdout: `${jobId}\tconfirmed\tReady\n`, stderr: "" });
  assert.match((await here.run(["confirm", jobId])).stdout, /\talready\t/);
  const cancelled = JSON.parse((await here.run(["cancel", jobId, "--json"])).stdout);
  assert.equal(cancelled.outcome, "cancelled");
  assert.equal(cancelled.changed, true);
  const [failed] = await here.jobs("--status", "Failed");
  const impossible = await here.run(["confirm", failed.jobId, "--json"]);
  assert.equal(impossible.code, 1);
  assert.equal(JSON.parse(impossible.stderr).error.name, "CosJobsError");
});

test("priority changes a priority, and delete deletes a job", async (t) => {
  const here = await world(t);
  const { jobId } = await suspended(here);
  assert.deepEqual(await here.run(["priority", jobId, "7"]), { code: 0, stdout: `${jobId}\t7\n`, stderr: "" });
  assert.equal((await here.run(["priority", jobId, "7.5"])).code, 2);
  assert.deepEqual(await here.run(["delete", jobId]), { code: 0, stdout: `${jobId}\tdeleted\n`, stderr: "" });
  const gone = await here.run(["describe", jobId]);
  assert.equal(gone.code, 1);
  assert.match(gone.stderr, /NoSuchJob/);
});

test("watch and wait follow a job until it has ended", async (t) => {
  const here = await world(t);
  const [{ jobId }] = await here.jobs("--status", "Suspended", "--description", "nightly copy");
  const paused = await here.run(["watch", jobId]);
  assert.equal(paused.code, 0);
  assert.match(paused.stdout, /^Suspended\t0\/1500\t0%\t0 failed\n$/);
  assert.match(paused.stderr, new RegExp(`npx cos-jobs confirm ${jobId}`));
  assert.equal((await here.run(["wait", jobId, "--until", "suspended"])).code, 0);
  await here.run(["confirm", jobId]);
  const [watched, waited] = await Promise.all([here.run(["watch", jobId, "--json"]), here.run(["wait", jobId])]);
  assert.equal(watched.code, 0);
  const updates = watched.stdout.trim().split("\n").map(JSON.parse);
  assert.equal(updates.at(-1).status, "Complete");
  assert.ok(updates.length > 2);
  assert.match(waited.stdout, new RegExp(`^${jobId}\tComplete\t1500/1500\n$`));
});

test("wait ends with 1 if the job failed or cannot reach the status", async (t) => {
  const here = await world(t);
  const [{ jobId }] = await here.jobs("--status", "Failed");
  const { code, stdout } = await here.run(["wait", jobId]);
  assert.equal(code, 1);
  assert.match(stdout, /\tFailed\t/);
  assert.equal((await here.run(["wait", jobId, "--until", "complete"])).code, 1);
});

test("sign prints a request that the service accepts, and sends nothing", async (t) => {
  const here = await world(t);
  const { jobId } = await suspended(here);
  const { stdout } = await here.run(["sign", "confirm", jobId, "--reason", "it's checked"]);
  assert.match(stdout, /^curl --request POST '/);
  assert.equal((await suspended(here)).jobId, jobId);
  const { url, method, headers } = JSON.parse((await here.run(["sign", "confirm", jobId, "--json"])).stdout);
  assert.equal((await fetch(url, { method, headers })).status, 200);
  assert.notEqual((await suspended(here)).jobId, jobId);
  const body = JSON.parse((await here.run(["sign", "create", "--json"], JSON.stringify(creation))).stdout).body;
  assert.match(body, /<CreateJobRequest/);
});

test("the emulator tells the account, and a second one on the same port tells what to do", async (t) => {
  const { endpoint } = await world(t);
  const { port } = new URL(endpoint);
  const { code, stderr } = await cosJobs(environment(endpoint), ["emulator", "--port", port]);
  assert.equal(code, 1);
  assert.match(stderr, new RegExp(`port ${port} is in use`));
});

test("completion prints scripts", async () => {
  const env = environment("http://127.0.0.1:1");
  for (const shell of ["bash", "zsh"]) {
    const { code, stdout } = await cosJobs(env, ["completion", shell]);
    assert.equal(code, 0);
    assert.match(stdout, /--dry-run/);
  }
});
