// Checks of the console's files that need no browser.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const WWW = new URL("../../www/", import.meta.url);
const read = (name) => readFile(new URL(name, WWW), "utf8");
const entries = await readdir(WWW, { recursive: true, withFileTypes: true });
const files = entries.filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath ?? entry.path}/${entry.name}`.slice(fileURLToPath(WWW).length).replace(/^\//, ""));

/** The only files that store something, and where. */
const STORES = { "js/shared/route.js": "localStorage", "js/actions/outcomes.js": "sessionStorage" };
const AREAS = (await readdir(new URL("js/texts/en/", WWW))).sort();

/** { "list.more": "Load more jobs", ... } of one file of texts. */
async function texts(language, file) {
  const { default: tree } = await import(new URL(`js/texts/${language}/${file}`, WWW));
  const flat = (part, path) => Object.entries(part).flatMap(([name, value]) => (typeof value === "string" ? [[[...path, name].join("."), value]] : flat(value, [...path, name])));
  return Object.fromEntries(flat(tree, []));
}

test("both languages have the same texts with the same placeholders", async () => {
  assert.deepEqual((await readdir(new URL("js/texts/zh/", WWW))).sort(), AREAS);
  const holes = (text) => [...new Set(text.match(/\{\w+\}/g))].sort();
  for (const area of AREAS) {
    const [en, zh] = [await texts("en", area), await texts("zh", area)];
    assert.deepEqual(Object.keys(zh).sort(), Object.keys(en).sort(), area);
    for (const [key, text] of Object.entries(en)) {
      assert.deepEqual(holes(zh[key]), holes(text), `${area}: ${key}`);
      assert.notEqual(zh[key].trim(), "", `${area}: ${key}`);
    }
  }
});

test("every text that the page names exists", async () => {
  const all = new Set();
  for (const area of AREAS) for (const key of Object.keys(await texts("en", area))) all.add(`${area.slice(0, -3)}.${key}`);
  for (const name of files.filter((file) => file.endsWith(".js") && !file.includes("/texts/"))) {
    const source = await read(name);
    for (const [, key] of source.matchAll(/(?:\bt\(|data-i18n(?:-label)?": )"([\w.]+)"/g)) {
      assert.ok(all.has(key) || all.has(`${key}.other`), `${name} names ${key}, which is no text`);
    }
  }
});

test("the page runs only its own files, makes no markup from text, and stores only settings and unknown outcomes", async () => {
  const policy = (await read("index.html")).match(/Content-Security-Policy" content="([^"]+)"/)[1];
  for (const rule of ["default-src 'none'", "script-src 'self' 'wasm-unsafe-eval'", "style-src 'self'", "base-uri 'none'", "form-action 'none'"]) {
    assert.ok(policy.split("; ").includes(rule), rule);
  }
  for (const name of files) {
    const forbidden = (await read(name)).match(/innerHTML =|outerHTML|insertAdjacentHTML|document\.write|\beval\(|document\.cookie|console\./);
    assert.equal(forbidden, null, `${name} uses ${forbidden}`);
    const storage = (await read(name)).match(/localStorage|sessionStorage/g) ?? [];
    assert.ok(storage.every((kind) => STORES[name] === kind), `${name} uses ${storage}`);
  }
});
