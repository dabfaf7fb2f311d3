/** Runs the calls in a page in Chromium, and records all errors of the page. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { chromium } from "playwright-core";

import { account, packageFolder } from "../../js/support.mjs";

/** Chromium itself must not use the network; only the page may. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

const FILES = {
  "/index.js": join(packageFolder, "index.js"),
  "/play.mjs": fileURLToPath(new URL("play.mjs", import.meta.url)),
};

/** The maximum time for all calls together. */
const LIMIT_MS = 90_000;

/** Runs scenarios in a page. */
export async function playInChromium(t, scenarios, parallel) {
  const page = await openPage(t);
  const errors = [];
  // These include unhandled rejections.
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("crash", () => errors.push("the page crashed"));
  page.setDefaultTimeout(LIMIT_MS);
  await page.goto(await serve(t));
  const playing = page.evaluate(async ({ account, scenarios, parallel }) => {
    const [{ CosJobs }, { playAll }] = await Promise.all([import("/index.js"), import("/play.mjs")]);
    return playAll(CosJobs, account, scenarios, parallel);
  }, { account, scenarios, parallel });
  const outcomes = await Promise.race([playing, hanging(t)]);
  assert.deepEqual(errors, [], "the page complained");
  return outcomes;
}

async function openPage(t) {
  const browser = await chromium.launch({
    executablePath: process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium",
    args: FLAGS,
  });
  t.after(() => browser.close());
  return browser.newPage();
}

async function hanging(t) {
  await new Promise((resolve) => {
    const timer = setTimeout(resolve, LIMIT_MS);
    t.after(() => clearTimeout(timer));
  });
  throw new Error(`the page was not finished after ${LIMIT_MS} ms`);
}

/** A web server for the page and its two files. */
async function serve(t) {
  const server = createServer(async ({ url }, response) => {
    const file = FILES[url];
    const type = file ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": type }).end(file ? await readFile(file) : "<!doctype html><title>page</title>");
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => {
    server.closeAllConnections();
    server.close();
  });
  return `http://127.0.0.1:${server.address().port}/`;
}
