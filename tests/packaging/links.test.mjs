/** Every link in a Markdown file of the repository leads to a file and a heading that exist. */

import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

import { fromEnvironment } from "./support/environment.mjs";
import { anchorsOf, linksOf } from "./support/markdown.mjs";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));

/** Folders with files of others or of the build. */
const LEFT_OUT = ["node_modules", "target", "pkg"];

/** The Markdown files in a folder of the repository and below. */
function markdownBelow(folder) {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(folder, entry.name);
    if (entry.isDirectory()) return entry.name.startsWith(".") || LEFT_OUT.includes(entry.name) ? [] : markdownBelow(path);
    return entry.name.endsWith(".md") ? [path] : [];
  });
}

const FILES = markdownBelow("");

/** What is wrong with a link, if anything. There may be no internet, so of an address only the form is checked. */
function problemOf(root, file, link) {
  if (/^[a-z]+:/i.test(link)) return URL.canParse(link) && link.startsWith("https://") ? undefined : "it is not an https address";
  const [path, anchor] = link.split("#");
  const target = path === "" ? file : posix.join(posix.dirname(file), path);
  if (target.startsWith("..") || !existsSync(join(root, target))) return `there is no ${target}`;
  if (anchor === undefined) return undefined;
  if (!statSync(join(root, target)).isFile() || !anchorsOf(readFileSync(join(root, target), "utf8")).includes(decodeURI(anchor))) {
    return `${target} has no heading #${anchor}`;
  }
  return undefined;
}

function check(root, file) {
  const problems = linksOf(readFileSync(join(root, file), "utf8")).map((link) => [link, problemOf(root, file, link)]);
  assert.deepEqual(problems.filter(([, problem]) => problem), [], file);
}

test("no link in the repository is broken", () => {
  assert.ok(FILES.length > 10);
  for (const file of FILES) check(ROOT, file);
});

test("no link in the readmes of the package is broken", () => {
  for (const file of ["README.md", "README.zh-CN.md"]) check(fromEnvironment("COS_JOBS_PKG"), file);
});

test("each guide is in the index of the guides, and each link there leads to one", () => {
  const guides = FILES.filter((file) => dirname(file) === "docs" && file !== "docs/README.md").map((file) => posix.basename(file));
  const links = linksOf(readFileSync(join(ROOT, "docs/README.md"), "utf8"));
  const listed = new Set(links.filter((link) => /^[\w-]+\.md$/.test(link)));
  assert.deepEqual(guides.filter((guide) => !listed.has(guide)), []);
});
