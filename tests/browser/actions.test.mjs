// Changes of one job: what is asked before, and what the page tells afterwards, also when the network or the service fails.
import assert from "node:assert/strict";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";

import { ACCOUNT, eventually, focused, hook, loaded, row, SERVICE, settled, sharedSite } from "./support/site.mjs";

const { open } = sharedSite("--seed-jobs", "200");

/** The id of a job with this status and operation, found with the filters of the page. */
async function pick(page, status, operation = "") {
  await hook(page, "status-filter").selectOption(status);
  await hook(page, "operation-filter").selectOption(operation);
  await settled(page);
  const first = page.locator(`[data-testid="job-row"][data-status="${status}"]`).first();
  await first.waitFor();
  return first.getAttribute("data-job-id");
}

async function ask(page, jobId, change) {
  await hook(row(page, jobId), `${change}-button`).click();
  const dialog = hook(page, "change-dialog");
  await hook(dialog, "change-facts").waitFor();
  return dialog;
}

const isPost = (route) => route.request().method() === "POST";

/** The status of a job according to the service. */
const statusOf = (page, id) => page.evaluate(async (jobId) => {
  const { CosJobs } = await import("/cos-jobs/index.js");
  const client = new CosJobs(await (await fetch("/connection.json")).json());
  return client.describeJob({ jobId }).then(({ status }) => status, ({ code }) => code);
}, id);

test("confirming a job that deletes shows what it does, and asks to type the number of objects", async (t) => {
  const { page } = await open(t);
  const jobId = await pick(page, "Suspended", "COSDeleteObject");
  const dialog = await ask(page, jobId, "confirm");
  assert.equal(await hook(dialog, "change-operation").innerText(), "Delete objects");
  assert.match(await hook(dialog, "change-target").innerText(), /objects of .+\.csv/);
  assert.match(await hook(dialog, "change-priority").innerText(), /^\d/);
  assert.match(await hook(dialog, "change-warning").innerText(), /cannot be brought back/);
  const objects = (await hook(dialog, "change-objects").innerText()).replace(/\D/g, "");
  const submit = hook(dialog, "submit-change");
  assert.equal(await submit.isDisabled(), true);
  await hook(dialog, "typed-number").fill(String(Number(objects) + 1));
  assert.match(await dialog.innerText(), /not the number of objects/);
  assert.equal(await submit.isDisabled(), true);
  await hook(dialog, "typed-number").fill(Number(objects).toLocaleString("en"));
  await hook(dialog, "reason-input").fill("checked with the media team, 工单 4711");
  await submit.click();
  await dialog.waitFor({ state: "detached" });
  await hook(page, "toast").filter({ hasText: "Confirmed." }).waitFor();
  assert.match(await statusOf(page, jobId), /^(Ready|Active|Complet)/);
});

test("a reason may have at most 256 bytes of UTF-8, and closing the dialog changes nothing", async (t) => {
  const { page } = await open(t);
  let posts = 0;
  page.on("request", (request) => { if (request.method() === "POST") posts += 1; });
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  const [reason, counter, submit] = ["reason-input", "reason-counter", "submit-change"].map((name) => hook(dialog, name));
  assert.equal(await hook(dialog, "typed-number").count(), 0, "a job that destroys nothing needs no number");
  await reason.fill(`${"原".repeat(85)}a`);
  assert.match(await counter.innerText(), /^256 \/ 256/);
  assert.equal(await submit.isEnabled(), true);
  await reason.fill(`${"原".repeat(85)}é`);
  assert.match(await dialog.innerText(), /1 bytes too many/);
  assert.equal(await submit.isDisabled(), true);
  await reason.fill("first line\nsecond line");
  assert.equal(await reason.inputValue(), "first line second line");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await focused(page), "confirm-button", "the focus must return to the row");
  assert.equal(posts, 0);
});

test("a job can be cancelled; the dialog sends one request and cannot be closed meanwhile", async (t) => {
  const { page } = await open(t);
  const jobId = await pick(page, "Suspended");
  const dialog = await ask(page, jobId, "cancel");
  let posts = 0;
  await page.route(SERVICE, async (route) => {
    if (isPost(route)) {
      posts += 1;
      await sleep(800);
    }
    await route.continue();
  });
  await hook(dialog, "submit-change").dblclick();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await dialog.isVisible(), true, "the dialog closed before the answer came");
  await dialog.waitFor({ state: "detached" });
  assert.equal(posts, 1);
  assert.match(await statusOf(page, jobId), /^Cancell/);
});

test("a job that somebody else has confirmed meanwhile is no error", async (t) => {
  const { page } = await open(t);
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  await page.evaluate(async (id) => {
    const { CosJobs } = await import("/cos-jobs/index.js");
    await new CosJobs(await (await fetch("/connection.json")).json()).confirmJob({ jobId: id, reason: "elsewhere" });
  }, jobId);
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
  await hook(page, "toast").filter({ hasText: "was confirmed already" }).waitFor();
});

test("if the answer is lost, the page still knows that the job was confirmed", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  await page.route(SERVICE, async (route) => {
    if (!isPost(route)) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await hook(dialog, "submit-change").click();
  await hook(page, "toast").filter({ hasText: /Confirmed|confirmed already/ }).waitFor();
  await dialog.waitFor({ state: "detached" });
});

test("a throttled change is repeated and succeeds", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  let left = 2;
  await page.route(SERVICE, (route) => {
    const headers = { ...route.request().headers(), ...(isPost(route) && left-- > 0 && { "x-emulator-fault": "SlowDown" }) };
    return route.continue({ headers });
  });
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached", timeout: 30_000 });
  assert.ok(left <= 0, "no request was throttled");
});

test("an unknown outcome stays visible, also after a reload, until a look has resolved it", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  // The change arrives, and from then on nothing can be reached.
  let isDown = false;
  await page.route(SERVICE, async (route) => {
    if (isPost(route) && !isDown) {
      isDown = true;
      await route.fetch();
    }
    return isDown ? route.abort() : route.continue();
  });
  await hook(dialog, "submit-change").click();
  const panel = hook(dialog, "error-panel");
  await panel.waitFor({ timeout: 90_000 });
  assert.match(await hook(panel, "error-what").innerText(), /It is not certain whether the job was confirmed/);
  assert.match(await hook(panel, "error-now").innerText(), /could not be read/);
  assert.equal(await hook(dialog, "submit-change").count(), 0, "the page must not offer to confirm before it has looked");
  await hook(dialog, "keep-as-is").click();
  await hook(page, "unknown-outcome").waitFor();
  await page.unroute(SERVICE);
  await page.reload();
  await loaded(page);
  const outcome = hook(page, "unknown-outcome");
  await outcome.waitFor();
  await hook(outcome, "look-again").click();
  await hook(page, "toast").filter({ hasText: "The job is confirmed" }).waitFor();
  await outcome.waitFor({ state: "detached" });
});

test("a refused change tells one story, in Chinese as well, with collapsed details and no secret", async (t) => {
  const { page, context, said } = await open(t, { expectFailedRequests: true, permissions: ["clipboard-read", "clipboard-write"], locale: "zh-CN" });
  const jobId = await pick(page, "Suspended", "COSInitiateRestoreObject");
  const dialog = await ask(page, jobId, "confirm");
  const body = "<?xml version='1.0' encoding='utf-8' ?><Error><Code>AccessDenied</Code><Message>no</Message><RequestId>NjUxMjM0NTY3OA==</RequestId></Error>";
  const headers = { "access-control-allow-origin": "*", "content-type": "application/xml" };
  await page.route(SERVICE, (route) => (isPost(route) ? route.fulfill({ status: 403, headers, body }) : route.continue()));
  await hook(dialog, "submit-change").click();
  const panel = hook(dialog, "error-panel");
  await panel.waitFor({ timeout: 30_000 });
  assert.match(await hook(panel, "error-what").innerText(), /任务未被确认。 COS 拒绝访问/);
  assert.match(await hook(panel, "error-now").innerText(), /任务现为 Suspended/);
  assert.match(await hook(panel, "error-next").innerText(), /CAM 权限/);
  assert.equal(await hook(panel, "error-code").isVisible(), false, "the details must be collapsed");
  await hook(panel, "error-details").locator("summary").click();
  assert.equal(await hook(panel, "error-code").innerText(), "AccessDenied");
  await hook(panel, "copy-error").click();
  const copied = await eventually("the details are in the clipboard", () => page.evaluate(() => navigator.clipboard.readText()));
  assert.equal(JSON.parse(copied).requestId, "NjUxMjM0NTY3OA==");
  const inPage = await page.evaluate(async () => JSON.stringify([
    location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
    document.documentElement.outerHTML, [...document.querySelectorAll("input, textarea")].map((input) => input.value),
  ]));
  const places = { page: inPage, clipboard: copied, console: said.join("\n"), storage: JSON.stringify(await context.storageState()) };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of Object.values(ACCOUNT.credentials)) assert.ok(!text.includes(secret), `a key is in the ${place}`);
  }
  await page.unroute(SERVICE);
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
});

test("only actions that can work are offered", async (t) => {
  const { page } = await open(t);
  await pick(page, "Complete");
  assert.equal(await hook(page, "confirm-button").filter({ visible: true }).count(), 0);
  assert.equal(await hook(page, "cancel-button").filter({ visible: true }).count(), 0);
  const active = await pick(page, "Active");
  assert.equal(await hook(row(page, active), "confirm-button").isVisible(), false);
  assert.equal(await hook(row(page, active), "cancel-button").isVisible(), true);
});

test("a dialog for a job that has ended meanwhile says so and offers nothing", async (t) => {
  const { page } = await open(t);
  const jobId = await pick(page, "Suspended");
  await hook(page, "auto-refresh").uncheck();
  await page.evaluate(async (id) => {
    const { CosJobs } = await import("/cos-jobs/index.js");
    const client = new CosJobs(await (await fetch("/connection.json")).json());
    await client.cancelJob({ jobId: id });
    await client.waitForJob({ jobId: id });
  }, jobId);
  await hook(row(page, jobId), "confirm-button").click();
  const dialog = hook(page, "change-dialog");
  assert.match(await hook(dialog, "change-impossible").innerText(), /cannot be confirmed/);
  assert.equal(await hook(dialog, "submit-change").count(), 0);
});

test("the priority of a job can be changed, and a job can be deleted", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  const jobId = await pick(page, "Suspended");
  await hook(row(page, jobId), "job-open").click();
  await hook(page, "panel-priority-button").click();
  const dialog = hook(page, "change-dialog");
  await hook(dialog, "priority-input").fill("2147483648");
  assert.equal(await hook(dialog, "submit-change").isDisabled(), true);
  await hook(dialog, "priority-input").fill("4711");
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
  await eventually("the row shows the priority", async () => (await hook(row(page, jobId), "row-priority").textContent()) === "4,711");
  await hook(page, "panel-delete-button").click();
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
  await row(page, jobId).waitFor({ state: "detached" });
  await hook(page, "job-panel").waitFor({ state: "hidden" });
  assert.equal(await statusOf(page, jobId), "NoSuchJob");
});

test("a job is created like another one, with checks while typing and a preview of the request", async (t) => {
  const { page } = await open(t);
  const like = await pick(page, "Complete", "COSPutObjectCopy");
  await hook(row(page, like), "job-open").click();
  await hook(page, "panel-create-button").click();
  const dialog = hook(page, "create-dialog");
  const preview = hook(dialog, "create-preview");
  await eventually("a preview of the request", async () => (await preview.innerText()).includes("<COSPutObjectCopy>"));
  await hook(dialog, "create-target").fill("no bucket");
  assert.match(await dialog.innerText(), /Enter a bucket with its APPID/);
  assert.equal(await hook(dialog, "create-submit").isDisabled(), true);
  await hook(dialog, "create-target").fill("elsewhere-1250000000");
  await hook(dialog, "create-description").fill("新任务 like another");
  await eventually("the preview follows", async () => /POST http.*\/jobs[\s\S]*新任务[\s\S]*elsewhere-1250000000/.test(await preview.innerText()));
  assert.doesNotMatch(await preview.innerText(), /authorization|q-sign/i);
  await hook(dialog, "create-submit").click();
  await dialog.waitFor({ state: "detached" });
  const panel = hook(page, "job-panel");
  await eventually("the new job is opened", async () => (await panel.innerText()).includes("新任务 like another"));
  await hook(page, "clear-filters").click();
  await hook(page, "search-input").fill("新任务 like");
  await eventually("only the new job is found", async () => (await hook(page, "job-row").count()) === 1);
});

for (const [operation, values] of Object.entries({
  COSInitiateRestoreObject: { days: "14" },
  COSPutObjectTagging: { tags: "retention=90d\nchecked=" },
  COSDeleteObject: {},
})) {
  test(`a new job can be made for ${operation}`, async (t) => {
    const { page } = await open(t);
    await page.keyboard.press("n");
    const dialog = hook(page, "create-dialog");
    await hook(dialog, "create-operation").selectOption(operation);
    assert.equal(await hook(dialog, "create-target").isVisible(), false);
    for (const [name, value] of Object.entries({ ...values, manifest: "lists-1250000000/tasks-500.csv", eTag: '"15150651828fa9cdcb8356b6d1c7638b"', reportBucket: "reports-1250000000" })) {
      await hook(dialog, `create-${name}`).fill(value);
    }
    await hook(dialog, "create-submit").click();
    await dialog.waitFor({ state: "detached" });
    await hook(page, "panel-operation").waitFor();
    assert.match(await hook(page, "job-panel").innerText(), /lists-1250000000\/tasks-500\.csv/);
  });
}

test("a creation with a lost answer makes one job", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  await page.keyboard.press("n");
  const dialog = hook(page, "create-dialog");
  await hook(dialog, "create-operation").selectOption("COSDeleteObject");
  for (const [name, value] of Object.entries({ description: "only once", manifest: "lists-1250000000/list.csv", eTag: "15150651828fa9cdcb8356b6d1c7638b", reportBucket: "reports-1250000000" })) {
    await hook(dialog, `create-${name}`).fill(value);
  }
  let lost = 0;
  await page.route(SERVICE, async (route) => {
    if (!isPost(route) || lost++ > 0) return route.continue();
    await route.fetch();
    return route.abort();
  });
  await hook(dialog, "create-submit").click();
  await dialog.waitFor({ state: "detached", timeout: 30_000 });
  await page.unroute(SERVICE);
  await hook(page, "refresh-button").click();
  await hook(page, "search-input").fill("only once");
  await eventually("one job", async () => (await hook(page, "job-row").count()) === 1);
});

test("a creation whose outcome is unknown is finished later with its token, and makes one job", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  await page.keyboard.press("n");
  const dialog = hook(page, "create-dialog");
  await hook(dialog, "create-operation").selectOption("COSDeleteObject");
  for (const [name, value] of Object.entries({ description: "finished later", manifest: "lists-1250000000/list.csv", eTag: "15150651828fa9cdcb8356b6d1c7638b", reportBucket: "reports-1250000000" })) {
    await hook(dialog, `create-${name}`).fill(value);
  }
  // The job is made, but its answer is lost, and from then on the keys may not read any more.
  let isDown = false;
  const body = "<Error><Code>AccessDenied</Code></Error>";
  const headers = { "access-control-allow-origin": "*", "content-type": "application/xml" };
  await page.route(SERVICE, async (route) => {
    if (isPost(route)) {
      if (!isDown) await route.fetch();
      isDown = true;
      return route.abort();
    }
    const isRead = route.request().method() === "GET";
    return isDown && isRead ? route.fulfill({ status: 403, headers, body }) : route.continue();
  });
  await hook(dialog, "create-submit").click();
  await hook(dialog, "error-what").filter({ hasText: "It is not certain whether the job was created" }).waitFor({ timeout: 60_000 });
  await hook(dialog, "create-close").click();
  await page.unroute(SERVICE);
  await hook(page, "unknown-outcome").filter({ hasText: "finished later" }).getByTestId("look-again").click();
  await hook(page, "toast").filter({ hasText: "Created finished later" }).waitFor();
  await hook(page, "refresh-button").click();
  await hook(page, "search-input").fill("finished later");
  await eventually("one job", async () => (await hook(page, "job-row").count()) === 1);
});
