// Changes of many jobs: the plan, the progress, one outcome per job, and the saved result.
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { hook, SERVICE, settled, sharedSite } from "./support/site.mjs";

const { open } = sharedSite("--seed-jobs", "300");

const isPost = (route) => route.request().method() === "POST";
const tallyOf = async (dialog, outcome) => Number((await hook(dialog, `tally-${outcome}`).innerText()).replace(/\D/g, ""));

async function selectFirst(page, status, count) {
  await hook(page, "status-filter").selectOption(status);
  await page.locator(`[data-testid="job-row"][data-status="${status}"]`).nth(count - 1).waitFor();
  await settled(page);
  const boxes = hook(page, "select-job");
  await boxes.first().click();
  await boxes.nth(count - 1).click({ modifiers: ["Shift"] });
  await hook(page, "selection-count").filter({ hasText: new RegExp(`^${count} jobs? selected`) }).waitFor();
}

test("many jobs are cancelled after a plan, with one outcome per job, and saved as CSV", async (t) => {
  const { page } = await open(t);
  await selectFirst(page, "Suspended", 5);
  await hook(page, "bulk-cancel").click();
  const dialog = hook(page, "bulk-dialog");
  await hook(dialog, "bulk-run").waitFor();
  assert.equal(await tallyOf(dialog, "planned"), 5);
  assert.match(await hook(dialog, "bulk-objects").innerText(), /: [\d,]+$/);
  await hook(dialog, "reason-input").fill("=superseded");
  await hook(dialog, "bulk-run").click();
  await hook(dialog, "bulk-save").waitFor();
  assert.equal(await tallyOf(dialog, "cancelled"), 5);
  assert.equal(await hook(dialog, "bulk-result").count(), 5);
  const [download] = await Promise.all([page.waitForEvent("download"), hook(dialog, "bulk-save").click()]);
  assert.match(download.suggestedFilename(), /^cos-jobs-cancel-.*\.csv$/);
  const [head, ...lines] = (await readFile(await download.path(), "utf8")).split("\r\n");
  assert.match(head, /jobId,description,operation,objects,outcome,status/);
  assert.equal(lines.length, 5);
  for (const line of lines) assert.match(line, /,cancelled,Cancell(ing|ed),/);
  await hook(dialog, "bulk-close").click();
  await hook(page, "selection-bar").waitFor({ state: "hidden" });
});

test("confirming jobs that delete or overwrite asks to type their number of objects", async (t) => {
  const { page } = await open(t);
  await hook(page, "operation-filter").selectOption("COSDeleteObject");
  await selectFirst(page, "Suspended", 2);
  await hook(page, "bulk-confirm").click();
  const dialog = hook(page, "bulk-dialog");
  const run = hook(dialog, "bulk-run");
  await run.waitFor();
  assert.equal(await run.isDisabled(), true);
  const number = (await hook(dialog, "bulk-objects").innerText()).replace(/\D/g, "");
  await hook(dialog, "typed-number").fill(number);
  await run.click();
  await hook(dialog, "bulk-save").waitFor();
  assert.equal(await tallyOf(dialog, "confirmed"), 2);
});

test("a run can be stopped, and jobs that were not started are told apart", async (t) => {
  const { page } = await open(t);
  await selectFirst(page, "Suspended", 12);
  await hook(page, "bulk-cancel").click();
  const dialog = hook(page, "bulk-dialog");
  await hook(dialog, "bulk-run").waitFor();
  await page.route(SERVICE, async (route) => {
    if (isPost(route)) await sleep(1500);
    await route.continue();
  });
  await hook(dialog, "bulk-run").click();
  await sleep(700);
  await hook(dialog, "bulk-stop").click();
  await hook(dialog, "bulk-save").waitFor({ timeout: 30_000 });
  assert.equal(await hook(dialog, "bulk-result").count(), 12);
  const [cancelled, unstarted] = [await tallyOf(dialog, "cancelled"), await tallyOf(dialog, "unstarted")];
  assert.ok(cancelled > 0 && unstarted > 0 && cancelled + unstarted === 12, `${cancelled} cancelled, ${unstarted} not started`);
});

test("jobs whose change fails or stays unknown are listed first, with the reason", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  await selectFirst(page, "Suspended", 4);
  const ids = await hook(page, "job-row").evaluateAll((rows) => rows.slice(0, 4).map((element) => element.dataset.jobId));
  await hook(page, "bulk-cancel").click();
  const dialog = hook(page, "bulk-dialog");
  await hook(dialog, "bulk-run").waitFor();
  const headers = { "access-control-allow-origin": "*", "content-type": "application/xml" };
  const body = "<?xml version='1.0' encoding='utf-8' ?><Error><Code>AccessDenied</Code><Message>no</Message></Error>";
  const sent = new Set();
  await page.route(SERVICE, async (route) => {
    const url = route.request().url();
    if (isPost(route) && url.includes(ids[0])) return route.fulfill({ status: 403, headers, body });
    if (url.includes(ids[1]) && (isPost(route) || sent.has(1))) {
      sent.add(1);
      return route.abort();
    }
    return route.continue();
  });
  await hook(dialog, "bulk-run").click();
  await hook(dialog, "bulk-save").waitFor({ timeout: 60_000 });
  const outcomes = await hook(dialog, "bulk-result").evaluateAll((rows) => rows.map((element) => [element.dataset.jobId, element.dataset.outcome]));
  assert.deepEqual(outcomes.slice(0, 2), [[ids[1], "unknown"], [ids[0], "failed"]]);
  assert.match(await hook(dialog, "bulk-results").innerText(), /COS denied access/);
  await hook(dialog, "bulk-close").click();
  await hook(page, "unknown-outcome").waitFor();
  await page.unroute(SERVICE);
});
