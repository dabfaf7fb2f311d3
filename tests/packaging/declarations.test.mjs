/** The examples in the declarations: each one compiles in strict mode and runs against the emulator. */

import assert from "node:assert/strict";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { programOf, runBlock } from "./support/examples.mjs";
import { blocksOf, commentsOf } from "./support/markdown.mjs";
import { createProject } from "./support/project.mjs";
import { run } from "./support/run.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MODULES = join(ROOT, "node_modules");
const TSC = join(MODULES, "typescript", "bin", "tsc");
const FILES = ["index.d.ts", "emulator.d.ts", "slim.d.ts"];

const COMPILER_OPTIONS = {
  strict: true,
  noEmit: true,
  target: "ES2022",
  lib: ["ESNext"],
  module: "nodenext",
  moduleResolution: "nodenext",
  types: ["node"],
  typeRoots: [join(MODULES, "@types")],
};

const project = await createProject();
const examples = [];
for (const file of FILES) {
  const blocks = blocksOf(commentsOf(await readFile(join(ROOT, "pkg-template", file), "utf8")));
  blocks.forEach(({ code }, index) => examples.push({ name: `${file.replaceAll(".", "-")}-${index + 1}`, code }));
}

test("the examples of the declarations compile", async () => {
  assert.ok(examples.length > 20);
  for (const { name, code } of examples) await writeFile(join(project, `${name}.mts`), programOf(code));
  const files = examples.map(({ name }) => `${name}.mts`);
  await writeFile(join(project, "tsconfig.examples.json"), JSON.stringify({ compilerOptions: COMPILER_OPTIONS, files }));
  await run(process.execPath, [TSC, "--project", "tsconfig.examples.json"], { cwd: project });
});

for (const { name, code } of examples) {
  test(`the example ${name} runs and prints what its comments say`, async () => {
    const printed = (await runBlock(project, name, code)).split("\n");
    for (const [, expected] of code.matchAll(/console\.log\(.*\); \/\/ (.*)$/gm)) assert.ok(printed.includes(expected), expected);
  });
}
