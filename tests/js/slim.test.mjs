/** The slim entry: the caller provides the WebAssembly. */

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { ownAccount, packageFolder, rejection } from "./support.mjs";

const account = await ownAccount();

const slim = await import(pathToFileURL(join(packageFolder, "slim.js")));
const bytes = readFileSync(join(packageFolder, "cos-jobs.wasm"));

test("a call before initialize() fails with advice, a failed load can be repeated, and calls work after a successful one", async () => {
  const jobs = new slim.CosJobs(account);
  const early = await rejection(jobs.listJobs());
  assert.match(early.message, /initialize\(source\)/);
  const failed = await rejection(slim.initialize(new Uint8Array([1, 2, 3])));
  assert.equal(failed.name, "CosJobsError");
  await slim.initialize(await WebAssembly.compile(bytes));
  await slim.initialize(bytes);
  assert.ok((await jobs.listJobs()).jobs.length > 0);
});
