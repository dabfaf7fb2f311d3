/**
 * The entry for Vercel's Edge runtime. In development, Next.js puts each call of WebAssembly.instantiate and WebAssembly.compile into a
 * function that is not asynchronous, so the arguments of such a call must not contain `await`.
 */

import assert from "node:assert/strict";
import { mkdtemp, readFile, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

const CALL = /WebAssembly\.(instantiate|compile)\(([^()]*)\)/g;
const entry = await readFile(join(process.env.COS_JOBS_PKG, "edge-light.js"), "utf8");

test("no call that compiles WebAssembly has an await in its arguments", () => {
  const calls = entry.match(/WebAssembly\.(instantiate|compile)\(/g);
  const plain = [...entry.matchAll(CALL)];
  assert.ok(calls.length > 0);
  assert.equal(plain.length, calls.length, "each call has plain arguments");
  for (const [call] of plain) assert.doesNotMatch(call, /await/);
});

test("the entry works in the form that Next.js makes of it in development", async () => {
  const folder = await mkdtemp(join(tmpdir(), "cos-jobs-edge-"));
  const wrapped = entry.replaceAll(CALL, (call) => `__next_webassembly_instantiate__(function () { return ${call} })`);
  const module = `await WebAssembly.compile(readFileSync(${JSON.stringify(join(process.env.COS_JOBS_PKG, "cos-jobs.wasm"))}))`;
  const loaded = wrapped.replace(/^import (\w+) from "\.\/cos-jobs\.wasm\?module";$/m, `const $1 = ${module};`);
  assert.notEqual(loaded, wrapped);
  const next = "async function __next_webassembly_instantiate__(run) { const result = await run(); result.hasOwnProperty('module'); return result; }";
  const file = join(folder, "edge-light.mjs");
  await writeFile(file, `import { readFileSync } from "node:fs";\n${loaded}\n${next}\n`);
  const { CosJobs } = await import(pathToFileURL(file));
  const keys = { secretId: "secret-id", secretKey: "secret-key" };
  const jobs = new CosJobs({ region: "ap-chengdu", uin: "100000000001", appId: "1250000000", credentials: keys });
  assert.equal((await jobs.prepare("ListJobs")).method, "GET");
});
