/** The readmes and the guides: every code block runs against the emulator, and both languages say the same. */

import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { readFile, symlink } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";

import { build } from "esbuild";

import { fromEnvironment } from "./support/environment.mjs";
import { runBlock } from "./support/examples.mjs";
import { blocksOf, headingsOf, linksOf } from "./support/markdown.mjs";
import { createProject } from "./support/project.mjs";
import { runShellBlock, startEmulator } from "./support/shell-blocks.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PACKAGE = fromEnvironment("COS_JOBS_PKG");
const READMES = ["README.md", "README.zh-CN.md"];
const GUIDES = readdirSync(join(ROOT, "docs")).filter((file) => file.endsWith(".md")).map((file) => `docs/${file}`);

/** The languages whose blocks are text, and not code. */
const TEXT = ["text"];

/** The official SDK in the guide about migration. */
const SDK = "cos-nodejs-sdk-v5";

const project = await createProject();
await symlink(join(ROOT, "node_modules", SDK), join(project, "node_modules", SDK), "junction");
const text = (file) => readFile(join(ROOT, file), "utf8");

for (const file of [...READMES, ...GUIDES]) {
  for (const [index, { language, code }] of blocksOf(await text(file)).entries()) {
    if (TEXT.includes(language)) continue;
    test(`${file}: code block ${index + 1} (${language}) runs`, async (t) => {
      if (language === "sh") return runShellBlock(t, project, code);
      if (language === "json") return JSON.parse(code);
      assert.ok(["js", "ts"].includes(language), `blocks of ${language || "no language"} are not tested`);
      // The official SDK has its own way to send requests, so it needs a server.
      const env = code.includes(SDK) ? await startEmulator(t, project) : {};
      return runBlock(project, `${file.replaceAll("/", "-")}-${index}`, code, env);
    });
  }
}

test("both readmes have the same code and the same structure, and are short", async () => {
  const shapes = await Promise.all(
    READMES.map(async (file) => {
      const document = await text(file);
      const lines = document.split("\n");
      assert.ok(lines.length <= 201, `${file} has more than 200 lines`);
      const code = blocksOf(document).map(({ language, code }) => [language, withoutComments(code)]);
      const rows = lines.filter((line) => line.startsWith("|")).length;
      const items = lines.filter((line) => line.startsWith("- ")).length;
      const headings = headingsOf(document).map(({ level }) => level);
      // The rows of a table may differ in their order: each README names the site of its readers' console first.
      const ordered = lines.map((line) => (line.startsWith("|") ? linksOf(line).sort().map((link) => `](${link})`).join(" ") : line));
      const links = linksOf(ordered.join("\n")).filter((link) => !link.startsWith("#") && !READMES.includes(link));
      return { code, rows, items, headings, links, marks: document.match(/<!-- .*? -->/g) };
    }),
  );
  assert.deepEqual(shapes[1], shapes[0]);
});

const withoutComments = (code) => code.replaceAll(/ *(\/\/|# ).*$/gm, "");

test("the table of contents of a readme names all of its sections", async () => {
  for (const file of READMES) {
    const document = await text(file);
    const titles = headingsOf(document).filter(({ level }) => level === 2).map(({ title }) => title);
    const entries = [...document.matchAll(/\[([^\]]*)\]\(#[^)]*\)/g)].map(([, title]) => title);
    assert.deepEqual(entries.slice(0, titles.length), titles, file);
  }
});

test("the sizes in the readmes are those of the package", async () => {
  const measured = [await minified("index.js"), await minified("slim.js"), gzipped(await readFile(join(PACKAGE, "cos-jobs.wasm")))];
  for (const file of READMES) {
    const told = [...(await text(file)).matchAll(/([\d.]+) kB/g)].map(([, size]) => Number(size));
    assert.equal(told.length, measured.length, file);
    told.forEach((size, index) => {
      const actual = measured[index] / 1000;
      assert.ok(Math.abs(size - actual) <= 0.02 * actual, `${file}: ${size} kB, and ${actual} kB are measured`);
    });
  }
});

async function minified(entry) {
  const settings = { entryPoints: [join(PACKAGE, entry)], bundle: true, minify: true, format: "esm", write: false, logLevel: "silent" };
  const { outputFiles } = await build(settings);
  return gzipped(outputFiles[0].contents);
}

const gzipped = (bytes) => gzipSync(bytes, { level: 9 }).length;
