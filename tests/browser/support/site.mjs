/** Serves the console page with a separate emulator, and opens it in Chromium as a person would. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { extname, join, normalize } from "node:path";
import { createInterface } from "node:readline";
import { after, before } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath, pathToFileURL } from "node:url";

import { build } from "esbuild";
import { chromium } from "playwright-core";

const ROOT = fileURLToPath(new URL("../../../", import.meta.url));
const PKG = process.env.COS_JOBS_PKG ?? join(ROOT, "pkg");
const EMULATOR = process.env.COS_JOBS_EMULATOR ?? join(process.env.CARGO_TARGET_DIR ?? join(ROOT, "target"), "debug/cos-jobs-emulator");

/** Chromium itself must not use the network; only the page may. */
const FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"];

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".wasm": "application/wasm" };

/** The account of the emulator. Its keys are invented. */
export const ACCOUNT = {
  region: "ap-chengdu", uin: "100000000001", appId: "1250000000",
  credentials: { secretId: "AKIDEmulatorOnlyNotARealKey000000001", secretKey: "EmulatorOnlyNotARealSecretKey001" },
};

/** Matches the service's addresses; no file of the page has such an address. */
export const SERVICE = /\/jobs(?:[/?]|$)/;

export const launch = () => chromium.launch({ executablePath: process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium", args: FLAGS });

/** A client of the package for an emulator, without the page. */
export async function clientOf(endpoint) {
  const { CosJobs } = await import(pathToFileURL(join(PKG, "index.js")));
  return new CosJobs({ ...ACCOUNT, endpoint });
}

/** Starts an emulator; stop() ends it. */
export async function startEmulator(...options) {
  const { region, uin, appId, credentials } = ACCOUNT;
  const who = ["--region", region, "--uin", uin, "--appid", appId, "--secret-id", credentials.secretId, "--secret-key", credentials.secretKey];
  const child = spawn(EMULATOR, ["--port", "0", ...who, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) {
      child.stdout.resume();
      return { endpoint, stop: () => child.kill() };
    }
  }
  throw new Error("the emulator stopped before it was ready");
}

/** The client as `cargo xtask demo` serves it: minified. */
async function minifiedClient() {
  const { outputFiles: [{ contents }] } = await build({ entryPoints: [join(PKG, "slim.js")], minify: true, bundle: true, logLevel: "error", format: "esm", write: false });
  return Buffer.from(contents);
}

/** Serves www/ and the package, with a connection to the endpoint; without an endpoint the page has to ask for one. */
export async function serve(endpoint) {
  const client = await minifiedClient();
  const server = createServer(async ({ url }, response) => {
    const { pathname } = new URL(url, "http://localhost");
    if (pathname === "/connection.json" && endpoint) {
      response.writeHead(200, { "content-type": "application/json" });
      return response.end(JSON.stringify({ ...ACCOUNT, endpoint }));
    }
    const [folder, path] = pathname.startsWith("/cos-jobs/") ? [PKG, pathname.slice(9)] : [join(ROOT, "www"), pathname === "/" ? "/index.html" : pathname];
    try {
      const bytes = path === "/slim.js" ? client : await readFile(join(folder, normalize(path)));
      response.writeHead(200, { "content-type": TYPES[extname(path)] ?? "application/octet-stream", "cache-control": "no-store" });
      response.end(bytes);
    } catch {
      response.writeHead(404);
      response.end();
    }
  });
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  return { address: `http://127.0.0.1:${server.address().port}/`, stop: () => { server.closeAllConnections(); server.close(); } };
}

/**
 * The browser, the emulator and the site that the tests of one file share. They start before the first test, so the object is empty
 * until then, and stop after the last one. `options` are those of the emulator.
 */
export function sharedSite(...options) {
  const shared = {
    /** Opens the page in a new browser profile. */
    visit: (t, pageOptions) => openPage(t, shared.browser, shared.site.address, pageOptions),
    /** The same, until all jobs are loaded. */
    async open(t, pageOptions) {
      const opened = await shared.visit(t, pageOptions);
      await loaded(opened.page);
      return opened;
    },
  };
  before(async () => {
    [shared.browser, shared.emulator] = await Promise.all([launch(), startEmulator(...options)]);
    shared.site = await serve(shared.emulator.endpoint);
  });
  after(async () => {
    await shared.browser?.close();
    shared.site?.stop();
    shared.emulator?.stop();
  });
  return shared;
}

/**
 * Opens the page in a new browser profile. Every error that the page reports fails the test, except failed requests in a test that
 * causes them.
 */
export async function openPage(t, browser, address, { expectFailedRequests = false, setUp, hash = "", ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", reducedMotion: "reduce", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(15_000);
  const said = [];
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    said.push(message.text());
    const isFailedRequest = /^Failed to load resource|blocked by CORS policy/.test(message.text());
    if (message.type() === "error" && !(expectFailedRequests && isFailedRequest)) complaints.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, [], "the page reported errors");
  });
  await setUp?.(page);
  await page.goto(`${address}${hash}`);
  return { page, context, said };
}

export const hook = (within, name) => within.getByTestId(name);
export const row = (page, jobId) => page.locator(`[data-testid="job-row"][data-job-id="${jobId}"]`);
export const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? "");

/** Waits until all jobs are loaded. */
export async function loaded(page, timeout = 30_000) {
  await page.locator("#list[data-phase=ready]").waitFor({ timeout, state: "attached" });
  await page.locator("body[data-equipped]").waitFor();
}

/** Waits until the list shows the same jobs for ten frames: after a filter was changed, its rows follow over several frames. */
export const settled = (page) => page.evaluate(async () => {
  const shown = () => Array.from(document.querySelectorAll('[data-testid="job-row"]'), (row) => row.dataset.jobId).join();
  let last;
  for (let frames = 0; frames < 10; frames = shown() === last ? frames + 1 : 0) {
    last = shown();
    await new Promise(requestAnimationFrame);
  }
});

export async function eventually(what, check, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  let last;
  while (Date.now() < end) {
    last = await check();
    if (last) return last;
    await sleep(50);
  }
  assert.fail(`${what}: not within ${milliseconds} ms, the last value was ${JSON.stringify(last)}`);
}
