/** What a terminal shows: a table, colours and a progress bar. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { cosJobs, environment, inTerminal, jobsOf, needsTerminal, startEmulator } from "./support.mjs";

const COLOUR = /\u001b\[\d/;

test("list shows a table with colours that fits the terminal", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const { code, stdout } = await inTerminal(environment(endpoint), ["list"], 160).ended;
  assert.equal(code, 0);
  assert.match(stdout, COLOUR);
  const [titles, ...rows] = stdout.replace(/\u001b\[[\d;]*m/g, "").split("\r\n");
  assert.match(titles, /^JOB +STATUS +PRIORITY +TASKS DONE +FAILED +CREATED +OPERATION +DESCRIPTION$/);
  assert.equal(rows.filter(Boolean).length, 20);
  for (const row of rows) assert.ok([...row].length <= 160, row);
});

test("NO_COLOR turns colours off", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const { stdout } = await inTerminal(environment(endpoint, { NO_COLOR: "1" }), ["list"]).ended;
  assert.match(stdout, /^JOB /);
  assert.doesNotMatch(stdout, COLOUR);
});

test("describe aligns the fields", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--limit", "1");
  const { stdout } = await inTerminal(environment(endpoint, { NO_COLOR: "1" }), ["describe", jobId]).ended;
  assert.match(stdout, /^jobId {2,}[0-9a-f-]{36}\r$/m);
});

test("watch draws a bar with the rate and the remaining time", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Active");
  const run = inTerminal(environment(endpoint), ["watch", jobId], 100);
  await run.shows(/\[#+-+\].*%.*\/40000.*\/s.* left/);
  run.child.stdin.write("\u0003");
  const { code, stdout } = await run.ended;
  assert.equal(code, 130);
  for (const line of stdout.split(/\r\u001b\[K|\r\n/)) assert.ok(line.replace(/\u001b\[[\d;]*m/g, "").length < 100, line);
});

test("--json is the same in a terminal and in a pipe", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t, "--jobs", "1");
  const { stdout } = await cosJobs(environment(endpoint), ["list", "--json"]);
  assert.equal((await inTerminal(environment(endpoint), ["list", "--json"], 40).ended).stdout, stdout.replace("\n", "\r\n"));
});
