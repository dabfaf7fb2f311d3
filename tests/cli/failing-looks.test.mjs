/** Looks that fail while the commands watch and wait try again. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { between, cosJobs, environment, inTerminal, jobsOf, needsTerminal, startEmulator } from "./support.mjs";

/** A server that first fails for one reason, twice, then for another one, and then works. */
async function failingFirst(t, endpoint) {
  let requests = 0;
  return between(t, endpoint, ({ request, response, forward }) => {
    requests += 1;
    if (requests <= 2) request.socket.destroy();
    else if (requests === 3) response.writeHead(200, { "content-type": "text/html" }).end("<html>sign in</html>");
    else forward();
  });
}

const NOTES = /^cos-jobs: no answer \(\w+\), trying again\ncos-jobs: an answer that is not one of the service \(HTTP 200\), trying again\n/;

for (const command of ["watch", "wait"]) {
  test(`${command} tells why its looks fail, once for each reason`, async (t) => {
    const endpoint = await startEmulator(t);
    const [{ jobId }] = await jobsOf(endpoint, "--status", "Complete");
    const { code, stdout, stderr } = await cosJobs(environment(await failingFirst(t, endpoint)), [command, jobId]);
    assert.equal(code, 0, stderr);
    assert.match(stdout, /Complete/);
    assert.match(stderr, NOTES);
    assert.equal(stderr.match(/trying again/g).length, 2, stderr);
    const json = await cosJobs(environment(await failingFirst(t, endpoint)), [command, jobId, "--json"]);
    assert.deepEqual([json.code, json.stderr], [0, ""]);
  });
}

test("a note does not begin in the line of the bar", needsTerminal, async (t) => {
  const endpoint = await startEmulator(t);
  const [{ jobId }] = await jobsOf(endpoint, "--status", "Active");
  let isBroken = false;
  const breaking = await between(t, endpoint, ({ request, forward }) => (isBroken ? request.socket.destroy() : forward()));
  const run = inTerminal(environment(breaking), ["watch", jobId], 100);
  await run.shows(/%/);
  isBroken = true;
  await run.shows(/\ncos-jobs: no answer/);
  run.child.stdin.write("\u0003");
  await run.ended;
});
