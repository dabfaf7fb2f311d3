/** TypeScript users: strict mode, with library checks, for each module resolution of TypeScript. */

import assert from "node:assert/strict";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { assertWorks } from "./support/account.mjs";
import { createProject } from "./support/project.mjs";
import { outcomeOf, run } from "./support/run.mjs";

const MODULES = fileURLToPath(new URL("../../node_modules/", import.meta.url));
const TSC = join(MODULES, "typescript", "bin", "tsc");

const project = await createProject();
// The same text as an ES module and as a CommonJS module; TypeScript decides by the file extension.
await copyFile(join(project, "consumer.ts"), join(project, "consumer.cts"));
await copyFile(join(project, "consumer.ts"), join(project, "consumer.mts"));

const STRICT = {
  strict: true,
  exactOptionalPropertyTypes: true,
  noUncheckedIndexedAccess: true,
  skipLibCheck: false,
  target: "ES2022",
  lib: ["ES2022"],
  types: [],
};

/** Compiles some files of the project with these options and the strict ones. */
async function compile(name, files, options) {
  const config = `tsconfig.${name}.json`;
  await writeFile(join(project, config), JSON.stringify({ compilerOptions: { ...STRICT, ...options }, files }));
  await run(process.execPath, [TSC, "--project", config], { cwd: project });
}

const RUNNER = `
  const [file, given] = process.argv.slice(1);
  import(file)
    .then(({ perform }) => perform(JSON.parse(given)))
    .then((outcome) => console.log(JSON.stringify(outcome)));
`;

for (const way of ["nodenext", "node16"]) {
  test(`moduleResolution ${way}: an ES module and a CommonJS one compile, and then run`, async () => {
    const outDir = join(project, "dist", way);
    await compile(way, ["consumer.mts", "consumer.cts"], { module: way, moduleResolution: way, outDir });
    for (const file of ["consumer.mjs", "consumer.cjs"]) {
      const script = `${outDir}/${file}`;
      await assertWorks((given) => outcomeOf(process.execPath, ["--eval", RUNNER, "--", script], given));
    }
  });
}

test("moduleResolution bundler compiles", () =>
  compile("bundler", ["consumer.ts"], { module: "esnext", moduleResolution: "bundler", noEmit: true }));

test("with the DOM library the browser's own objects are accepted", () =>
  compile("dom", ["consumer.ts", "consumer-web.ts"], {
    ...{ module: "esnext", moduleResolution: "bundler", noEmit: true },
    lib: ["ES2022", "DOM", "DOM.Iterable"],
  }));

test("with Node's types Node's own objects are accepted", () =>
  compile("node", ["consumer.mts", "consumer.cts", "consumer-web.ts"], {
    ...{ module: "nodenext", moduleResolution: "nodenext", noEmit: true },
    // @types/node itself needs more than the package does.
    lib: ["ESNext"],
    types: ["node"],
    typeRoots: [join(MODULES, "@types")],
  }));

test("the programs of the readme compile", async () => {
  const readme = await readFile(fileURLToPath(new URL("../../README.md", import.meta.url)), "utf8");
  const programs = [...readme.matchAll(/```js\n(import .*?)```/gs)].map(([, program]) => program);
  assert.equal(programs.length, 3);
  const host = `
    declare const process: { env: Record<string, string | undefined> };
    declare const console: Record<"log" | "error", (...values: unknown[]) => void>;
  `;
  const files = programs.map((_, index) => `readme-${index}.mts`);
  await Promise.all(files.map((file, index) => writeFile(join(project, file), `${host}${programs[index]}`)));
  await compile("readme", files, { module: "nodenext", moduleResolution: "nodenext", noEmit: true });
});
