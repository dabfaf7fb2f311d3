/** The page in a real browser: it has no keys, confirms what the policy allows, and shows the reason of a refusal. */

import assert from "node:assert/strict";
import { after, before, test } from "node:test";

import { chromium } from "playwright-core";

import { direct, keyed, startBoth } from "./support.mjs";

/** Chromium itself must not use the network; only the page may. */
const FLAGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
];

let browser;
before(async () => {
  const executablePath = process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: FLAGS });
});
after(() => browser?.close());

test("a page without keys confirms and cancels what the backend allows", async () => {
  const { jobs: [allowed, other, third] } = await direct.listJobs({ jobStatuses: "Suspended", maxResults: 3 });
  const { proxy } = await startBoth({ CONFIRMABLE_JOBS: allowed.jobId });
  const page = await browser.newPage();
  page.setDefaultTimeout(20_000);
  const complaints = [];
  const hosts = new Set();
  const heard = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  // The browser also reports the refusals that this test causes.
  page.on("console", (line) => !/status of 403/.test(line.text()) && complaints.push(line.text()));
  page.on("request", (request) => hosts.add(new URL(request.url()).origin));
  page.on("response", (response) => heard.push(response.text().catch(() => "")));
  await page.goto(proxy.address);

  const row = ({ jobId }) => page.locator(`tr[data-job-id="${jobId}"]`);
  const says = (text) => page.getByRole("status").filter({ hasText: text }).waitFor();
  const press = (job, name) => row(job).getByRole("button", { name }).click();
  const statusOf = async ({ jobId }) => (await direct.describeJob({ jobId })).status;

  await press(allowed, "Confirm");
  await says(`${allowed.jobId} is `);
  assert.notEqual(await statusOf(allowed), "Suspended");
  assert.equal((await direct.describeJob({ jobId: allowed.jobId })).statusUpdateReason, "on the page");

  await press(other, "Confirm");
  await says(`${other.jobId}: this job may not be confirmed`);
  assert.equal(await statusOf(other), "Suspended");

  await press(third, "Cancel");
  await says(`${third.jobId} is Cancel`);
  assert.match(await statusOf(third), /^Cancell(ing|ed)$/);

  await page.getByRole("button", { name: "Reload" }).click();
  await row(allowed).waitFor({ state: "detached" });
  await row(other).waitFor();

  assert.deepEqual(complaints, []);
  assert.deepEqual([...hosts].filter((origin) => origin !== "null"), [proxy.address]);
  const sent = await Promise.all(heard);
  assert.ok(!sent.some((text) => text.includes(keyed.COS_SECRET_KEY)), "the page must never receive the key");
  await page.close();
});

test("a page of another site gets no signature and no answer", async () => {
  const { proxy, backend } = await startBoth();
  const page = await browser.newPage();
  await page.goto(backend.address);
  const outcomes = await page.evaluate(async (address) => {
    const outcome = (path, init) => fetch(address + path, init).then(({ status }) => status, ({ name }) => name);
    const signed = { method: "POST", headers: { "content-type": "application/json" }, body: "{}" };
    const simple = { method: "POST", body: JSON.stringify({ action: "ListJobs" }), mode: "no-cors" };
    return [await outcome("/authorize", signed), await outcome("/authorize", simple), await outcome("/cos/jobs")];
  }, proxy.address);
  // A page gets status 0 for an answer that it is not allowed to read.
  assert.deepEqual(outcomes, ["TypeError", 0, "TypeError"]);
  assert.doesNotMatch(backend.output, /signed/);
  await page.close();
});

test("a description is shown as text, never as markup", async () => {
  const { proxy } = await startBoth();
  const page = await browser.newPage();
  await page.route("**/cos/jobs?*", async (route) => {
    const response = await route.fetch();
    const description = "<Description>&lt;img src=x onerror=alert(1)&gt;</Description>";
    const body = (await response.text()).replace(/<Description>[^<]*<\/Description>/, description);
    await route.fulfill({ response, body });
  });
  await page.goto(proxy.address);
  await page.getByText("<img src=x onerror=alert(1)>").waitFor();
  assert.equal(await page.locator("img").count(), 0);
  await page.close();
});
