/** Importing the package has no side effects: no network, timer, WebAssembly or global variable, in all tested Node versions. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { createProject } from "./support/project.mjs";
import { run } from "./support/run.mjs";
import { needs, node, thisNode } from "./support/runtimes.mjs";

const project = await createProject();

for (const runtime of [thisNode, node("oldest"), node("newest")]) {
  test(`${runtime.name}: loading an entry starts nothing and leaves nothing running`, needs(runtime), async () => {
    const exports = [];
    for (const how of ["import", "require"]) {
      for (const entry of ["cos-jobs", "cos-jobs/slim"]) {
        const told = JSON.parse(await run(runtime.program, ["import-only.mjs", how, entry], { cwd: project }));
        assert.deepEqual(told.touched, [], `${how} ${entry}`);
        assert.deepEqual(told.open, [], `${how} ${entry}`);
        exports.push(told.exported);
      }
    }
    const [first, ...others] = exports;
    assert.ok(first.includes("CosJobs") && first.includes("updateJobStatus"), `it exports ${first}`);
    for (const other of others) assert.deepEqual(other, first, "the entries differ in what they export");
  });
}
