// One job: its link, what it is about, how it proceeds, and why it does not.
import assert from "node:assert/strict";
import { test } from "node:test";

import { clientOf, eventually, hook, loaded, openPage, row, serve, SERVICE, sharedSite, startEmulator } from "./support/site.mjs";

const shared = sharedSite("--speed", "3");
const { open } = shared;

async function openJob(page, status) {
  const first = page.locator(`[data-testid="job-row"][data-status="${status}"]`).first();
  await first.waitFor();
  const jobId = await first.getAttribute("data-job-id");
  await hook(first, "job-open").click();
  await hook(page, "panel-manifest").waitFor();
  return jobId;
}

test("the link of an open job opens it again, and the back button closes it", async (t) => {
  const { page, context } = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const jobId = await openJob(page, "Suspended");
  assert.match(page.url(), new RegExp(`#job=${jobId}$`));
  await hook(page, "copy-link").click();
  const link = await eventually("the link is in the clipboard", () => page.evaluate(() => navigator.clipboard.readText()));
  const other = await context.newPage();
  await other.goto(link);
  await hook(other, "panel-manifest").waitFor();
  assert.equal(await hook(other, "job-panel").getAttribute("data-job-id"), jobId);
  await other.close();
  await page.goBack();
  await hook(page, "job-panel").waitFor({ state: "hidden" });
});

test("the panel tells everything in words, in both languages", async (t) => {
  const { page } = await open(t);
  const jobId = await openJob(page, "Suspended");
  const panel = hook(page, "job-panel");
  const text = await panel.innerText();
  for (const word of [jobId, "Suspended", "This job waits for you", "Must be confirmed", "Yes", "Manifest", "(ap-chengdu)", "Role"]) {
    assert.ok(text.includes(word), `the panel does not show ${word}`);
  }
  assert.doesNotMatch(text, /\b(true|false|ConfirmationRequired|RoleArn|ObjectArn)\b/);
  await hook(page, "language-toggle").click();
  await eventually("the panel is Chinese", async () => (await panel.innerText()).includes("此任务正在等待您"));
  const chinese = await panel.innerText();
  for (const word of ["需要确认", "是", "清单", "角色", "任务报告", "优先级"]) assert.ok(chinese.includes(word), `the panel does not show ${word}`);
  assert.doesNotMatch(chinese, /\b(true|false|ConfirmationRequired|RoleArn|Must be)\b/);
});

/** The input of a new job that runs for a long time. */
const longJob = (description, priority) => ({
  description, priority, operation: { cosDeleteObject: {} }, report: { enabled: false }, roleArn: "qcs::cam::uin/100000000001:roleName/r",
  manifest: { location: { eTag: "1", objectArn: "qcs::cos:ap-chengdu::lists-1250000000/tasks-10000000.csv" }, spec: { format: "COSBatchOperations_CSV_V1", fields: ["Bucket", "Key"] } },
});

test("a running job shows its rate, the time left and the statuses that were seen", async (t) => {
  const client = await clientOf(shared.emulator.endpoint);
  const { jobId } = await client.createJob(longJob("a long one", 100_000));
  await client.waitForJob({ jobId, until: "Active" });
  const { page } = await open(t, { hash: `#job=${jobId}` });
  const panel = hook(page, "job-panel");
  await hook(panel, "rate").waitFor();
  assert.match(await hook(panel, "rate").innerText(), /^[\d,.]+ objects per second$/);
  assert.match(await hook(panel, "time-left").innerText(), /\d+ (d|h|min|s)/);
  const events = await hook(panel, "timeline-event").allInnerTexts();
  assert.match(events[0], /^Created/);
  assert.match(events.at(-1), /^Active.*seen by this page/);
});

test("a job that waits for others names them, and its priority can be raised above theirs", async (t) => {
  // Only one job can run at a time, and a long one does.
  const own = await startEmulator("--empty", "--running-limit", "1", "--speed", "5");
  const { address, stop } = await serve(own.endpoint);
  t.after(() => { stop(); own.stop(); });
  const client = await clientOf(own.endpoint);
  const { jobId: first } = await client.createJob(longJob("the long one", 50));
  await client.waitForJob({ jobId: first, until: "Active" });
  const { jobId } = await client.createJob(longJob("the waiting one", 1));
  await client.waitForJob({ jobId, until: "Ready" });
  const { page } = await openPage(t, shared.browser, address, { hash: `#job=${jobId}` });
  await loaded(page);
  const panel = hook(page, "job-panel");
  const why = hook(panel, "job-why").filter({ hasText: "has priority 1 and waits for 1 job of higher priority" });
  await why.waitFor();
  assert.equal(await hook(why, "blocker").innerText(), "the long one");
  await hook(why, "raise-priority").click();
  const dialog = hook(page, "change-dialog");
  await eventually("the dialog suggests a higher priority", async () => (await hook(dialog, "priority-input").inputValue()) === "51");
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
  await eventually("the job runs", async () => (await panel.getAttribute("data-status")) === "Active");
});

test("a failed job tells what its failure means and where the report is", async (t) => {
  const { page } = await open(t);
  await openJob(page, "Failed");
  const why = hook(page, "job-why");
  assert.match(await why.innerText(), /Too many objects failed|could not read the manifest/);
  assert.match(await hook(why, "report-place").innerText(), /The report lists each object that failed: \S+|without a report/);
});

test("the panel follows a job to its end without a reload", async (t) => {
  const { page } = await open(t);
  await page.keyboard.press("n");
  const dialog = hook(page, "create-dialog");
  await hook(dialog, "create-operation").selectOption("COSDeleteObject");
  for (const [name, value] of Object.entries({ description: "short", manifest: "lists-1250000000/tasks-100.csv", eTag: "15150651828fa9cdcb8356b6d1c7638b", reportBucket: "reports-1250000000", priority: "1000" })) {
    await hook(dialog, `create-${name}`).fill(value);
  }
  await hook(dialog, "create-confirmationRequired").uncheck();
  await hook(dialog, "create-submit").click();
  const panel = hook(page, "job-panel");
  await eventually("the job is complete", async () => (await panel.getAttribute("data-status")) === "Complete", 30_000);
  const text = await hook(panel, "panel-timeline").innerText();
  assert.match(text, /Created[\s\S]*Complete/);
  const jobId = await panel.getAttribute("data-job-id");
  await eventually("the row is complete too", async () => (await row(page, jobId).getAttribute("data-status")) === "Complete");
});

test("a job can be copied as JSON and as a command", async (t) => {
  const { page } = await open(t, { permissions: ["clipboard-read", "clipboard-write"] });
  const jobId = await openJob(page, "Suspended");
  const copied = async (name) => {
    await page.evaluate(() => navigator.clipboard.writeText(""));
    await hook(page, name).click();
    return eventually(`${name} copies`, () => page.evaluate(() => navigator.clipboard.readText()));
  };
  assert.equal(JSON.parse(await copied("copy-json")).jobId, jobId);
  const command = await copied("copy-command");
  assert.match(command, new RegExp(`^npx cos-jobs describe ${jobId} --region ap-chengdu --uin 100000000001 --appid 1250000000 --endpoint http://`));
  await page.locator("#panel details summary").last().click();
  assert.match(await copied("copy-confirm"), new RegExp(`^npx cos-jobs confirm ${jobId} `));
});

test("a job that cannot be read says why and can be looked at again", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  await hook(page, "auto-refresh").uncheck();
  await page.goto(`${shared.site.address}#job=00000000-0000-4000-8000-000000000000`);
  const panel = hook(page, "job-panel");
  const error = hook(panel, "error-panel");
  await error.waitFor({ timeout: 30_000 });
  assert.match(await hook(error, "error-what").innerText(), /COS does not know this job/);
  await page.route(SERVICE, (route) => route.continue());
  await hook(error, "error-retry").click();
  await error.waitFor();
});
