/** Accessors on Object.prototype with the names of the API, in a process of their own: see accessors.mjs. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { packageFolder } from "./support.mjs";

const program = fileURLToPath(new URL("accessors.mjs", import.meta.url));

/** All names of properties in the types, those of a request and an answer of fetch, and those of iterators and promises. */
const types = readFileSync(join(packageFolder, "index.d.ts"), "utf8");
const names = new Set([...types.matchAll(/^\s+(?:readonly )?([a-zA-Z]\w*)\??[:(]/gm)].map(([, name]) => name));
const others = "url method headers body signal cache redirect referrerPolicy mode integrity duplex status done value then read getReader cancel arrayBuffer aborted reason cause instance module isOver promise isTooLarge requestId traceId date age retryAfter code message";
for (const name of others.split(" ")) names.add(name);
// These are methods of every object, and Node.js itself needs plain property descriptors.
for (const name of ["constructor", "toJSON", "get"]) names.delete(name);

async function outcome(kind, some = [...names]) {
  const { stdout } = await promisify(execFile)(process.execPath, [program, kind, JSON.stringify(some)], { timeout: 30_000 });
  return JSON.parse(stdout);
}

for (const kind of ["setter", "read-only"]) {
  test(`${kind} accessors on Object.prototype neither observe nor change what is sent and returned`, async () => {
    const clean = await outcome("none");
    assert.equal(clean.sent.length > 5, true);
    assert.equal(clean.results.length, 8);
    const accessed = await outcome(kind);
    assert.deepEqual(accessed.results, clean.results);
    assert.deepEqual(accessed.sent, clean.sent);
    // The host's own Request, which is asked once what it supports, sets properties of a plain object.
    const ofHost = ["omit", "no-referrer", "manual", "no-store", "reload"];
    assert.deepEqual(accessed.seen.filter(([, value]) => !ofHost.includes(value)), []);
  });
}
