// The main features in Firefox: the built-in emulator, the list, a confirmation, the connection test and the inspector.
import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { after, before, test } from "node:test";

import puppeteer from "puppeteer-core";

import { FAILED_REQUEST, SIGNING_KEY } from "./inspector-example.mjs";
import { eventually, serve } from "./support/site.mjs";

const NAMES = ["firefox-esr", "firefox"];
const PROGRAM = process.env.COS_JOBS_FIREFOX
  ?? (process.env.PATH ?? "").split(":").flatMap((folder) => NAMES.map((name) => `${folder}/${name}`)).find(existsSync);
const needsFirefox = PROGRAM ? {} : { skip: "NOT TESTED: there is no Firefox on PATH; install firefox-esr, or set COS_JOBS_FIREFOX to its path" };

let browser, site;
before(async () => {
  if (!PROGRAM) return;
  [browser, site] = await Promise.all([puppeteer.launch({ browser: "firefox", executablePath: PROGRAM, headless: true, defaultViewport: null, args: ["--width=1280", "--height=900"] }), serve()]);
});
after(() => Promise.allSettled([browser?.close(), site?.stop()]));

const hook = (name) => `[data-testid="${name}"]`;

/** Puppeteer's own waiting makes functions from text, which the page's Content-Security-Policy forbids. */
const shown = (page, selector) => eventually(`${selector} is shown`, async () => (await page.$(selector))?.isVisible());

async function click(page, selector) {
  await shown(page, selector);
  await page.click(selector);
}

async function fill(page, name, text) {
  await shown(page, hook(name));
  await page.$eval(hook(name), (input, value) => {
    input.value = value;
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }, text);
}

async function open(t) {
  const page = await browser.newPage();
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  t.after(async () => {
    await page.close();
    assert.deepEqual(complaints, [], "the page reported errors");
  });
  await page.goto(site.address);
  await shown(page, hook("connection-form"));
  return page;
}

const textOf = (page, name) => page.$eval(hook(name), (element) => element.textContent);

test("Firefox: the built-in emulator lists jobs, and one is confirmed", needsFirefox, async (t) => {
  const page = await open(t);
  await click(page, hook("kind-emulator"));
  await click(page, hook("check-connection"));
  await shown(page, hook("check-finding"));
  assert.match(await textOf(page, "check-finding"), /works/);
  await click(page, hook("connect"));
  const suspended = `${hook("job-row")}[data-status="Suspended"]`;
  await shown(page, suspended);
  // A job that restores objects: one that deletes or overwrites them asks to type their number first.
  const jobId = await page.$$eval(suspended, (rows) => rows.find((row) => row.textContent.includes("Restore")).dataset.jobId);
  await click(page, `[data-job-id="${jobId}"] [data-testid="confirm-button"]`);
  await click(page, hook("submit-change"));
  await eventually("the dialog closes", async () => !(await page.$(hook("change-dialog"))));
  await eventually("the row leaves Suspended", () => page.evaluate((id) => document.querySelector(`[data-job-id="${id}"]`)?.dataset.status !== "Suspended", jobId));
});

test("Firefox: the inspector finds the mistake in a failed request", needsFirefox, async (t) => {
  const page = await open(t);
  await click(page, hook("connection-back"));
  await click(page, '[data-view="inspector"]');
  await fill(page, "inspector-request", FAILED_REQUEST);
  await fill(page, "inspector-secretKey", SIGNING_KEY);
  await click(page, hook("inspector-compare"));
  await shown(page, hook("finding"));
  assert.equal(await page.$eval(hook("finding"), ({ dataset }) => dataset.reason), "mistake.valuesNotEncoded");
  assert.match(await textOf(page, "difference"), /byte 107 /);
  await click(page, '[data-view="jobs"]');
  assert.equal(await page.$eval(hook("inspector-secretKey"), ({ value }) => value), "");
});

test("Firefox: a server that is down is found", needsFirefox, async (t) => {
  const page = await open(t);
  const values = { region: "ap-chengdu", uin: "100000000001", appId: "1250000000", endpoint: "http://127.0.0.1:9", secretId: "AKIDx", secretKey: "x" };
  for (const [name, value] of Object.entries(values)) await fill(page, `connection-${name}`, value);
  await click(page, hook("check-connection"));
  await shown(page, hook("check-finding"));
  assert.equal(await page.$eval(hook("check-finding"), ({ dataset }) => dataset.reason), "unreachable");
});
