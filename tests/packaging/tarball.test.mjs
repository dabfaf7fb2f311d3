/** What the tarball contains, and what it must not contain. */

import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { readdir, readFile } from "node:fs/promises";
import { homedir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { createProject } from "./support/project.mjs";

const folder = join(await createProject(), "node_modules", "cos-jobs");
const manifest = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
const names = (await readdir(folder, { recursive: true, withFileTypes: true }))
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1).replaceAll("\\", "/"));
// Read as Latin-1, so that the wasm can be searched as well.
const read = async (name) => ({ name, text: await readFile(join(folder, name), "latin1") });
const files = await Promise.all(names.map(read));
const code = files.filter(({ name }) => /\.[mc]?js$/.test(name));

const EXPECTED = [
  "CHANGELOG.md",
  "LICENSE-APACHE",
  "LICENSE-MIT",
  "README.md",
  "README.zh-CN.md",
  "THIRD-PARTY-NOTICES.md",
  "cos-jobs.wasm",
  "cos-jobs.wasm.d.cts",
  "cos-jobs.wasm.d.ts",
  "edge-light.js",
  "emulator-workerd.js",
  "emulator.cjs",
  "emulator.d.cts",
  "emulator.d.ts",
  "emulator.js",
  "emulator.wasm",
  "examples/README.md",
  "examples/common.mjs",
  "examples/confirm-by-description.mjs",
  "examples/jest/jsdom-environment.mjs",
  "examples/page/index.html",
  "examples/page/page.css",
  "examples/page/page.js",
  "examples/same-origin-proxy.mjs",
  "examples/signing-backend.mjs",
  "examples/vitest/confirm-checked-jobs.mjs",
  "examples/vitest/confirm-checked-jobs.test.mjs",
  "index.cjs",
  "index.d.cts",
  "index.d.ts",
  "index.js",
  "package.json",
  "slim.cjs",
  "slim.d.cts",
  "slim.d.ts",
  "slim.js",
  "workerd.js",
];

/** Each bundle has a source map. */
const MAPS = EXPECTED.filter((name) => /^[^/]+\.c?js$/.test(name)).map((name) => `${name}.map`);

/** The modules of the command. */
const isCommand = (name) => /^bin\/([a-z]+\/)?[a-z-]+\.mjs$/.test(name);

test("the tarball contains the files of the package, its commands and nothing else", () => {
  assert.deepEqual(names.filter((name) => !isCommand(name)).toSorted(), [...EXPECTED, ...MAPS].toSorted());
  for (const command of Object.values(manifest.bin)) assert.ok(names.includes(command), `${command} is not in the tarball`);
});

test("all files that package.json names are in the tarball", () => {
  const targets = (value) => (typeof value === "string" ? [value] : Object.values(value).flatMap(targets));
  for (const target of targets([manifest.exports, manifest.main, manifest.types])) {
    assert.ok(existsSync(join(folder, target)), `${target} is not in the tarball`);
  }
});

test("installing it installs no other package and runs no script", () => {
  for (const key of ["dependencies", "peerDependencies", "optionalDependencies", "scripts"]) {
    assert.deepEqual(manifest[key] ?? {}, {}, key);
  }
});

/** The first one does not work in CommonJS and plain scripts; a Content-Security-Policy forbids the others. */
const FORBIDDEN = {
  "import.meta": /\bimport\s*\.\s*meta\b/,
  "eval()": /\beval\s*\(/,
  "the constructor Function": /\bFunction\s*\(/,
};
for (const [what, pattern] of Object.entries(FORBIDDEN)) {
  test(`no code in the tarball contains ${what}`, () => {
    // The command and the examples run only in Node, as modules.
    const isProgram = (name) => isCommand(name) || name.startsWith("examples/");
    const checked = what === "import.meta" ? code.filter(({ name }) => !isProgram(name)) : code;
    assert.deepEqual(checked.filter(({ text }) => pattern.test(text)).map(({ name }) => name), []);
  });
}

test("the notices contain a licence of each crate that the modules are known to contain", async () => {
  const { text } = files.find(({ name }) => name === "THIRD-PARTY-NOTICES.md");
  for (const crate of ["wasm-bindgen", "js-sys", "quick-xml", "hmac", "sha1", "serde", "unicode-ident"]) {
    assert.match(text, new RegExp(`^- ${crate} \\d+\\.\\d+`, "m"));
  }
  assert.match(text, /Permission is hereby granted, free of charge/);
  assert.match(text, /UNICODE LICENSE V3/);
});

test("no file in the tarball contains a path of the machine that built it", () => {
  const repository = fileURLToPath(new URL("../../", import.meta.url));
  const cargo = process.env.CARGO_HOME ?? join(homedir(), ".cargo");
  const usual = ["target/xtask", ".cargo/registry", ".rustup/toolchains", "/home/", "/Users/"];
  // The home folder of some accounts is "/", which every text with a slash contains.
  const own = [repository, cargo, join(homedir(), "/")].filter((path) => path.length > 1);
  for (const path of [...usual, ...own]) {
    assert.deepEqual(files.filter(({ text }) => text.includes(path)).map(({ name }) => name), [], path);
  }
});
