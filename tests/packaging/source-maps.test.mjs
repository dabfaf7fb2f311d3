/** The source maps: a stack trace names the original files, and no map repeats the WebAssembly. */

import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { createProject } from "./support/project.mjs";
import { run } from "./support/run.mjs";

const project = await createProject();
const folder = join(project, "node_modules", "cos-jobs");
const maps = await Promise.all((await readdir(folder)).filter((name) => name.endsWith(".map")).map(read));

async function read(name) {
  return { name, map: JSON.parse(await readFile(join(folder, name), "utf8")) };
}

test("each map contains its sources, which have the names of the repository", () => {
  assert.ok(maps.length > 0);
  for (const { name, map } of maps) {
    assert.deepEqual(map.sources.filter((source) => !/^(src|entry|emulator)\/[\w-]+\.js$/.test(source)), [], name);
    assert.deepEqual(map.sourcesContent.filter((content) => typeof content !== "string" || !content), [], name);
  }
});

test("no map contains the WebAssembly, neither as text nor compressed", () => {
  for (const { name, map } of maps) {
    assert.deepEqual(map.sourcesContent.filter((content) => /[A-Za-z0-9+/]{500}/.test(content)), [], name);
  }
});

/** Throws in a getter that the package calls, so that the stack contains functions of the package. */
const PROGRAM = {
  "trace.mjs": 'import { CosJobs } from "cos-jobs";',
  "trace.cjs": 'const { CosJobs } = require("cos-jobs");',
  "trace-slim.mjs": 'import { CosJobs } from "cos-jobs/slim";',
};
const FAILURE = 'new CosJobs({ region: "x", uin: "1", appId: "1", credentials: {}, get fetch() { throw new Error("here"); } });';

for (const [file, load] of Object.entries(PROGRAM)) {
  test(`node --enable-source-maps shows the original file and line: ${file}`, async () => {
    const source = `${load}\ntry { ${FAILURE} } catch (error) { console.log(error.stack); }\n`;
    await writeFile(join(project, file), source);
    const stack = await run(process.execPath, ["--enable-source-maps", file], { cwd: project });
    const [, line] = /new CosJobs \(.*cos-jobs[\\/]src[\\/]client\.js:(\d+)/.exec(stack) ?? assert.fail(stack);
    const { map } = maps.find(({ name }) => name === (file.endsWith(".cjs") ? "index.cjs.map" : "index.js.map"));
    const content = map.sourcesContent[map.sources.indexOf("src/client.js")];
    assert.match(content.split("\n")[line - 1], /copyOf\(options\)/, "the line from which the getter was called");
  });
}
