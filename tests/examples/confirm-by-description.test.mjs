/** The script confirms only the jobs that match, and its exit code is correct. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer, request as send } from "node:http";
import { after, before, test } from "node:test";

import { account, direct, eventually, keyed, run, start, waitingJobs } from "./support.mjs";

const SCRIPT = "confirm-by-description.mjs";
const statusOf = async (jobId) => (await direct.describeJob({ jobId })).status;

/** A proxy between the script and the emulator, which changes the handling of confirmations as a test needs it. */
let onConfirmation;
const between = createServer(async (request, response) => {
  const pieces = [];
  for await (const piece of request) pieces.push(piece);
  const [, jobId] = /^\/jobs\/([^/]+)\/status/.exec(request.url) ?? [];
  const pass = () =>
    new Promise((resolve, reject) => {
      const { method, url: path, headers } = request;
      // Keeps the host that was signed.
      const onward = send(account.endpoint, { method, path, headers, agent: false }, resolve);
      onward.on("error", reject).end(Buffer.concat(pieces));
    });
  if (jobId && onConfirmation && !(await onConfirmation({ jobId, response, pass }))) return;
  const answer = await pass();
  response.writeHead(answer.statusCode, answer.headers);
  answer.pipe(response);
});
before(() => once(between.listen(0, "127.0.0.1"), "listening"));
after(() => {
  between.closeAllConnections();
  between.close();
});
const throughBetween = () => ({ ...keyed, COS_ENDPOINT: `http://127.0.0.1:${between.address().port}` });

// It takes seconds until a new job waits for confirmation, so all of them are created at once.
const made = {
  tidy: waitingJobs("tidy Q3 logs", "then tidy Q3 logs\u202e", "Tidy q3 logs", "tidy Q4 logs"),
  failing: waitingJobs("some fail", "some fail", "some fail"),
  faster: waitingJobs("somebody else"),
  unknown: waitingJobs("some unknown", "some unknown"),
  interrupted: waitingJobs("interrupted", "interrupted"),
};

test("exactly the jobs that match are confirmed, after a dry run that changed nothing", async () => {
  const [one, two, otherCase, other] = await made.tidy;

  const dry = await run(SCRIPT, ["--dry-run", "tidy Q3"], keyed);
  assert.equal(dry.code, 0, dry.output);
  const expected = [`${one}  would be confirmed  tidy Q3 logs`, `${two}  would be confirmed  then tidy Q3 logs?`];
  assert.deepEqual(dry.lines.sort(), expected.sort());
  assert.deepEqual([await statusOf(one), await statusOf(two)], ["Suspended", "Suspended"]);

  const real = await run(SCRIPT, ["--reason", "checked (人)", "tidy Q3"], keyed);
  assert.equal(real.code, 0, real.output);
  assert.deepEqual(real.lines.sort(), expected.map((line) => line.replace("would be confirmed", "confirmed")).sort());
  for (const jobId of [one, two]) {
    assert.notEqual(await statusOf(jobId), "Suspended");
    assert.equal((await direct.describeJob({ jobId })).statusUpdateReason, "checked (人)");
  }
  assert.deepEqual([await statusOf(otherCase), await statusOf(other)], ["Suspended", "Suspended"]);

  const again = await run(SCRIPT, ["tidy Q3"], keyed);
  assert.deepEqual([again.code, again.lines], [0, []]);
});

test("a job that fails is reported, and the others are still confirmed", async () => {
  const ids = await made.failing;
  const victim = ids[1];
  onConfirmation = ({ jobId, response }) => {
    if (jobId !== victim) return true;
    response.writeHead(403, { "content-type": "application/xml" });
    response.end("<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
    return false;
  };
  const { code, lines, output } = await run(SCRIPT, ["some fail"], throughBetween());
  assert.equal(code, 1, output);
  assert.deepEqual(lines.sort(), ids.map((id) => `${id}  ${id === victim ? "failed" : "confirmed"}  some fail`).sort());
  for (const id of ids) assert.equal((await statusOf(id)) === "Suspended", id === victim);
});

test("a job that was confirmed by another user in the meantime is a success", async () => {
  const [jobId] = await made.faster;
  onConfirmation = async ({ pass }) => {
    for await (const _ of await pass());
    return true;
  };
  const { code, output } = await run(SCRIPT, ["somebody else"], throughBetween());
  assert.equal(code, 0, output);
  assert.notEqual(await statusOf(jobId), "Suspended");
});

test("an unknown outcome is more important than a failure", async () => {
  const ids = await made.unknown;
  // The first is refused. The second gets no answer, and its probes get none either.
  let refused;
  onConfirmation = ({ jobId, response }) => {
    refused ??= jobId;
    if (jobId === refused) {
      response.writeHead(403, { "content-type": "application/xml" });
      response.end("<Error><Code>AccessDenied</Code><Message>no</Message></Error>");
      return false;
    }
    between.close();
    between.closeAllConnections();
    return false;
  };
  const { code, lines, output } = await run(SCRIPT, ["some unknown"], throughBetween());
  assert.equal(code, 3, output);
  assert.equal(lines.length, 2, output);
  assert.equal(lines[0], `${refused}  failed  some unknown`);
  assert.equal(lines[1], `${ids.find((id) => id !== refused)}  unknown  some unknown`);
  onConfirmation = undefined;
  await once(between.listen(0, "127.0.0.1"), "listening");
});

test("ctrl-c lets the current job end and skips the others", async () => {
  const ids = await made.interrupted;
  let child;
  onConfirmation = async () => {
    child.process.kill("SIGINT");
    await eventually("the signal arrives", () => new Promise((resolve) => setTimeout(() => resolve(true), 200)));
    return true;
  };
  child = start(SCRIPT, ["interrupted"], throughBetween());
  assert.deepEqual(await child.ended, [130, null], child.output);
  onConfirmation = undefined;
  const confirmed = child.stdout.split("\n").filter(Boolean).map((line) => line.split("  ").slice(0, 2));
  assert.equal(confirmed.length, 1);
  assert.equal(confirmed[0][1], "confirmed");
  for (const id of ids) assert.equal((await statusOf(id)) === "Suspended", id !== confirmed[0][0]);
});

test("if listing fails, nothing is confirmed, and wrong arguments do nothing", async () => {
  const dead = await run(SCRIPT, ["x"], { ...keyed, COS_ENDPOINT: "http://127.0.0.1:1" });
  assert.deepEqual([dead.code, dead.lines], [1, []]);
  assert.match(dead.output, /could not be listed, so none was confirmed/);
  for (const args of [[], [""], ["a", "b"], ["--all", "a"]]) {
    const { code, lines, output } = await run(SCRIPT, args, keyed);
    assert.deepEqual([code, lines, /usage: /.test(output)], [2, [], true], output);
  }
  const { code, output } = await run(SCRIPT, ["x"], { ...keyed, COS_UIN: "" });
  assert.deepEqual([code, output.trim()], [2, "COS_UIN is not set: the head of this program lists the settings"]);
});
