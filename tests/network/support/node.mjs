/** Runs the calls in a separate Node process, which must end by itself. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { fileURLToPath, pathToFileURL } from "node:url";

import { account, packageFolder } from "../../js/support.mjs";

const PROGRAM = fileURLToPath(new URL("child.mjs", import.meta.url));

/** The maximum time for all calls together. */
const LIMIT_MS = 90_000;

/** The maximum time between the last call and the end of the process. A connection that is kept open would take four seconds. */
const LINGER_MS = 3000;

/** Runs scenarios in a Node process; returns their outcomes and how much its memory grew. */
export async function playInNode(scenarios, parallel) {
  const child = spawn(process.execPath, ["--unhandled-rejections=strict", PROGRAM], { stdio: "pipe" });
  const timer = setTimeout(() => child.kill(), LIMIT_MS);
  const entry = pathToFileURL(join(packageFolder, "index.js")).href;
  child.stdin.end(JSON.stringify({ entry, account, scenarios, parallel }));
  let last = performance.now();
  child.stdout.on("data", () => {
    last = performance.now();
  });
  const [stdout, stderr, [code, signal]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, "exit")]);
  clearTimeout(timer);
  assert.equal(stderr, "", "the process must write nothing to stderr");
  assert.deepEqual([code, signal], [0, null], "the process did not end by itself, or with an error");
  const lingered = performance.now() - last;
  assert.ok(lingered < LINGER_MS, `the process continued for ${lingered} ms after its last call, so something was left open`);
  return JSON.parse(stdout);
}
