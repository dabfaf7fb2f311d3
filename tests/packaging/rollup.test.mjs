/** Rollup with only the plugin that resolves packages. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";

import nodeResolve from "@rollup/plugin-node-resolve";
import { rollup } from "rollup";

import { assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf } from "./support/run.mjs";
import { tool } from "./support/runtimes.mjs";

const project = await createProject();

for (const [format, name] of [["es", "program.mjs"], ["cjs", "program.cjs"]]) {
  test(`${tool("Rollup")}: a program in one file, ${format}`, async () => {
    const file = join(project, "dist", name);
    const warnings = [];
    const onwarn = ({ message }) => warnings.push(message);
    const bundle = await rollup({ input: join(project, "program.mjs"), plugins: [nodeResolve()], onwarn });
    const { output } = await bundle.write({ file, format });
    await bundle.close();
    assert.deepEqual(warnings, []);
    assert.deepEqual(output.map(({ imports }) => imports), [[]], "something was left outside");
    await assertWorks((given) => outcomeOf(process.execPath, [file], given));
  });
}
