// The list of jobs, operated as a person does: through the elements of the page, not its internals.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";

import { eventually, focused, hook, loaded, row, SERVICE, sharedSite } from "./support/site.mjs";

const SCREENSHOT = fileURLToPath(new URL("../artefacts/console.png", import.meta.url));

// 27 jobs that show all statuses, four of them Suspended, and 300 in statuses that last.
const { visit: open } = sharedSite("--seed-jobs", "300");

const statuses = (page) => hook(page, "job-row").evaluateAll((rows) => rows.map((element) => element.dataset.status));
const width = (page) => page.evaluate(() => document.documentElement.scrollWidth);
/** The number of a count such as "4 wait for your confirmation". */
const countIn = async (page, name) => Number((await hook(page, name).innerText()).replace(/\D/g, "").replace(/90$/, ""));

test("all jobs are loaded, and every count says what it counts", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  assert.match(await hook(page, "count-all").innerText(), /^3\d\d jobs of the last 90 days$/);
  assert.match(await hook(page, "count-waiting").innerText(), /^\d+ wait for your confirmation$/);
  assert.equal(await hook(page, "connection-state").innerText(), "Connected");
  const waiting = await countIn(page, "count-waiting");
  await hook(page, "count-waiting").click();
  assert.match(await hook(page, "count-shown").innerText(), new RegExp(`^${waiting} match`));
  await eventually("only jobs that wait", async () => (await statuses(page)).every((status) => status === "Suspended"));
  await hook(page, "clear-filters").click();
  await hook(page, "count-shown").waitFor({ state: "detached" });
  await page.evaluate(() => scrollTo(0, 0));
  await page.waitForTimeout(300);
  await mkdir(dirname(SCREENSHOT), { recursive: true });
  await page.screenshot({ path: SCREENSHOT });
});

test("the counts of a list that is not complete say so, and the search finds a job of a page that comes later", async (t) => {
  let release = () => {};
  const setUp = (page) => page.route(/nextToken=/, async (route) => {
    await new Promise((resolve) => { release = resolve; });
    await route.continue();
  });
  const { page } = await open(t, { setUp });
  await hook(page, "count-all").filter({ hasText: "100 jobs loaded so far" }).waitFor();
  await hook(page, "search-input").fill("no such words");
  assert.match(await hook(page, "list-state").innerText(), /No match so far. The remaining jobs are being loaded/);
  const shown = await page.evaluate(async () => {
    const { CosJobs } = await import("/cos-jobs/index.js");
    const { jobs } = await new CosJobs(await (await fetch("/connection.json")).json()).listJobs();
    return jobs.map(({ jobId }) => jobId);
  }).catch(() => null);
  release();
  await loaded(page);
  assert.match(await hook(page, "list-state").innerText(), /None of all jobs matches/);
  const late = shown?.at(-1);
  assert.ok(late, "the jobs could not be listed");
  await hook(page, "search-input").fill(late);
  await row(page, late).waitFor();
  await eventually("only one row", async () => (await hook(page, "job-row").count()) === 1);
});

test("search, filters and sort work over all jobs, and a reload keeps them", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  await hook(page, "status-filter").selectOption("ended");
  await hook(page, "operation-filter").selectOption("COSDeleteObject");
  await eventually("only deleting jobs that have ended", async () => (await hook(page, "job-row").evaluateAll((rows) => rows.length > 0
    && rows.every((element) => ["Complete", "Failed", "Cancelled"].includes(element.dataset.status) && element.innerText.includes("COSDeleteObject")))));
  await hook(page, "sort-priority").click();
  const priorities = async () => (await hook(page, "row-priority").allInnerTexts()).map(Number);
  await eventually("the highest priority comes first", async () => {
    const seen = await priorities();
    return seen.length > 1 && seen.every((value, i) => i === 0 || value <= seen[i - 1]);
  });
  assert.equal(await page.locator("[aria-sort]").getAttribute("aria-sort"), "descending");
  await hook(page, "sort-priority").click();
  assert.equal(await page.locator("[aria-sort]").getAttribute("aria-sort"), "ascending");
  const before = await hook(page, "count-shown").innerText();
  await page.reload();
  await loaded(page);
  assert.equal(await hook(page, "count-shown").innerText(), before);
  assert.equal(await hook(page, "operation-filter").inputValue(), "COSDeleteObject");
});

test("only visible rows are in the document, and a screen reader hears where each row is", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  const table = hook(page, "job-table");
  const count = await countIn(page, "count-all");
  assert.equal(await table.getAttribute("aria-rowcount"), String(count + 1));
  assert.ok(await hook(page, "job-row").count() < 40, "all rows are in the document");
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const last = page.locator(`[aria-rowindex="${count + 1}"]`);
  await last.waitFor();
  const indices = await hook(page, "job-row").evaluateAll((rows) => rows.map((element) => Number(element.ariaRowIndex ?? element.getAttribute("aria-rowindex"))));
  assert.deepEqual(indices, indices.toSorted((a, b) => a - b), "the order in the document differs from the order on the screen");
});

test("a sort shows each row only when it shows its own job, while rows are filled over several frames", async (t) => {
  const { page } = await open(t, { viewport: { width: 1280, height: 1400 } });
  await loaded(page);
  const frames = await page.evaluate(async () => {
    document.querySelector("[data-testid=sort-created]").click();
    const seen = [];
    for (let i = 0; i < 6; i += 1) {
      await new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });
      const rows = [...document.querySelectorAll("[data-testid=job-row]")].filter((element) => element.getBoundingClientRect().bottom > 0);
      seen.push(rows.map((element) => `${element.getAttribute("aria-rowindex")} ${element.dataset.jobId} ${element.getBoundingClientRect().top}`));
    }
    return seen;
  });
  const last = frames.at(-1);
  const sorted = frames.filter(([first]) => first === last[0]);
  assert.ok(sorted[0].length < last.length, "all rows were filled in one frame, so this test shows nothing");
  for (const rows of sorted) assert.deepEqual(rows, last.slice(0, rows.length));
});

test("the list scrolls to the job of a shared link, and not to a job that is clicked", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
  const last = page.locator(`[aria-rowindex="${await countIn(page, "count-all") + 1}"]`);
  const jobId = await last.getAttribute("data-job-id");

  const { page: other } = await open(t, { hash: `#job=${jobId}` });
  await loaded(other);
  const isInView = async () => {
    const box = await row(other, jobId).boundingBox({ timeout: 100 }).catch(() => null);
    return box && box.y > 0 && box.y + box.height <= 800;
  };
  await eventually("the job of the link is in view", isInView);
  assert.equal(await hook(other, "job-panel").getAttribute("data-job-id"), jobId);
  assert.equal(await other.evaluate(() => document.activeElement.id), "panel-title");

  await other.evaluate(() => scrollTo(0, 0));
  const clicked = await other.locator('[aria-rowindex="2"]').getAttribute("data-job-id");
  await hook(row(other, clicked), "job-open").click();
  await other.locator(`[data-testid=job-panel][data-job-id="${clicked}"]`).waitFor();
  await hook(other, "refresh-button").click();
  await other.waitForTimeout(500);
  assert.equal(await other.evaluate(() => scrollY), 0, "the list scrolled although the user did not");
});

test("the keyboard reaches every job, its controls and the overview of the keys", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  await page.keyboard.press("/");
  assert.equal(await focused(page), "search-input");
  await hook(page, "status-filter").selectOption("Suspended");
  for (let i = 0; i < 20 && (await focused(page)) !== "select-job"; i += 1) await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await hook(page, "selection-bar").waitFor();
  await page.keyboard.press("ArrowRight");
  assert.equal(await focused(page), "job-open");
  const at = () => page.evaluate(() => Number(document.activeElement.closest("[role=row]").getAttribute("aria-rowindex")));
  await page.keyboard.press("ArrowDown");
  assert.equal(await at(), 3);
  await page.keyboard.press("End");
  const count = await countIn(page, "count-shown");
  assert.equal(await at(), count + 1);
  assert.equal(await focused(page), "job-open", "the focus must stay in the same column");
  await page.keyboard.press("Home");
  assert.equal(await at(), 2);
  await page.keyboard.press("Enter");
  await hook(page, "job-panel").waitFor();
  await page.keyboard.press("Escape");
  await hook(page, "job-panel").waitFor({ state: "hidden" });
  assert.equal(await focused(page), "job-open", "the focus must return to the row");
  await page.keyboard.press("?");
  await hook(page, "help-dialog").waitFor();
  await page.keyboard.press("Escape");
  await hook(page, "help-dialog").waitFor({ state: "detached" });
});

test("running jobs are refreshed often, and only what changed is touched", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  await hook(page, "status-filter").selectOption("running");
  await page.locator('[data-status="Active"]').first().waitFor();
  await page.evaluate(() => {
    globalThis.touched = [];
    new MutationObserver((records) => {
      for (const { target } of records) {
        const element = target.nodeType === 1 ? target : target.parentElement;
        globalThis.touched.push({ status: element?.closest("[data-testid=job-row]")?.dataset.status, isRow: element?.classList.contains("rows") ?? false });
      }
    }).observe(document.querySelector("[data-testid=job-table]"), { subtree: true, childList: true, characterData: true, attributes: true });
  });
  await eventually("an Active row changes", () => page.evaluate(() => globalThis.touched.some(({ status }) => status === "Active")));
  const wrong = await page.evaluate(() => globalThis.touched.filter(({ status, isRow }) => isRow || status === "Suspended" || status === "Complete"));
  assert.deepEqual(wrong, [], "rows that did not change were touched");
});

test("nothing is requested while the tab is hidden or the refresh is off, except by the button", async (t) => {
  const { page } = await open(t);
  let readings = 0;
  page.on("request", (request) => { if (SERVICE.test(request.url())) readings += 1; });
  const hide = (hidden) => page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { configurable: true, value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  const inThreeSeconds = async () => {
    await sleep(400); // lets a request that was already sent end
    readings = 0;
    await sleep(2600);
    return readings;
  };
  await loaded(page);
  await hide(true);
  assert.equal(await inThreeSeconds(), 0, "a hidden tab must not send requests");
  await hide(false);
  await eventually("the refresh continues", () => readings > 0);
  await hook(page, "auto-refresh").uncheck();
  assert.equal(await inThreeSeconds(), 0, "it must not send requests while the refresh is off");
  await hook(page, "refresh-button").click();
  await eventually("the button still reads", () => readings > 0);
});

test("a job that was created elsewhere appears in its place, and a deleted one disappears", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  const first = await hook(page, "job-row").first().getAttribute("data-job-id");
  const run = (code, argument) => page.evaluate(`(async (argument) => {
    const { CosJobs } = await import("/cos-jobs/index.js");
    const client = new CosJobs(await (await fetch("/connection.json")).json());
    return (${code})(client, argument);
  })(${JSON.stringify(argument)})`);
  const created = await run(`async (client, like) => {
    const { manifest, operation, report, roleArn, priority } = await client.describeJob({ jobId: like });
    return (await client.createJob({ manifest, operation, report, roleArn, priority, confirmationRequired: true })).jobId;
  }`, first);
  await hook(page, "refresh-button").click();
  await row(page, created).waitFor();
  assert.equal(await row(page, created).getAttribute("aria-rowindex"), "2", "the newest job comes first");
  await run("(client, jobId) => client.deleteJob({ jobId })", created);
  await hook(page, "refresh-button").click();
  await row(page, created).waitFor({ state: "detached" });
});

test("a failed reading tells what happened and continues where it stopped", async (t) => {
  let isDown = true;
  const setUp = (page) => page.route(/nextToken=/, (route) => (isDown ? route.abort() : route.continue()));
  const { page } = await open(t, { setUp, expectFailedRequests: true });
  const panel = hook(page, "error-panel");
  await panel.waitFor({ timeout: 30_000 });
  assert.match(await hook(panel, "error-what").innerText(), /COS could not be reached/);
  assert.match(await hook(panel, "error-next").innerText(), /Check the network/);
  assert.match(await hook(page, "count-all").innerText(), /100 jobs loaded so far/);
  assert.equal(await hook(panel, "error-details").getAttribute("open"), null, "the details must be collapsed");
  isDown = false;
  await hook(panel, "error-retry").click();
  await loaded(page);
  await panel.waitFor({ state: "detached" });
  assert.match(await hook(page, "count-all").innerText(), /of the last 90 days/);
});

test("a failed refresh says so, keeps the jobs, and goes away when the service is back", async (t) => {
  const { page } = await open(t, { expectFailedRequests: true });
  await loaded(page);
  await page.route(SERVICE, (route) => route.abort());
  await hook(page, "error-panel").waitFor({ timeout: 30_000 });
  assert.ok(await hook(page, "job-row").count() > 0, "the jobs must stay");
  assert.equal(await hook(page, "connection-state").innerText(), "Not connected");
  await page.unroute(SERVICE);
  await hook(page, "error-panel").waitFor({ state: "detached", timeout: 40_000 });
  assert.equal(await hook(page, "connection-state").innerText(), "Connected");
});

test("expired keys are told apart, and the button asks for new ones", async (t) => {
  const answer = "<?xml version='1.0' encoding='utf-8' ?><Error><Code>ExpiredToken</Code><Message>expired</Message></Error>";
  const headers = { "access-control-allow-origin": "*", "content-type": "application/xml" };
  const setUp = (page) => page.route(SERVICE, (route) => (route.request().method() === "OPTIONS" ? route.continue() : route.fulfill({ status: 403, headers, body: answer })));
  const { page } = await open(t, { setUp, expectFailedRequests: true, locale: "zh-CN" });
  const panel = hook(page, "error-panel");
  await panel.waitFor({ timeout: 30_000 });
  assert.match(await hook(panel, "error-what").innerText(), /临时密钥已过期/);
  assert.equal(await hook(page, "connection-state").innerText(), "未连接");
  await hook(panel, "error-connect").click();
  await page.locator("dialog[open]").waitFor();
});

test("language and theme can be changed and are remembered", async (t) => {
  const { page } = await open(t);
  await loaded(page);
  const root = page.locator("html");
  assert.equal(await root.getAttribute("lang"), "en");
  await hook(page, "language-toggle").click();
  await eventually("the page is Chinese", async () => (await root.getAttribute("lang")) === "zh-CN");
  assert.match(await page.title(), /批处理任务/);
  assert.match(await hook(page, "count-waiting").innerText(), /个等待您确认/);
  await hook(page, "theme-toggle").click();
  await hook(page, "theme-toggle").click();
  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const dark = await ground();
  await page.reload();
  await loaded(page);
  assert.equal(await root.getAttribute("lang"), "zh-CN");
  assert.equal(await root.getAttribute("data-theme"), "dark");
  assert.equal(await ground(), dark);
  assert.notEqual(dark, "rgb(242, 245, 247)");
});

for (const size of [320, 390]) {
  test(`on a phone of ${size} px nothing is cut off, and targets are 44 px`, async (t) => {
    const { page } = await open(t, { viewport: { width: size, height: 740 }, hasTouch: true });
    await loaded(page);
    assert.ok(await width(page) <= size, `the list is ${await width(page)} px wide`);
    await hook(page, "toggle-filters").click();
    await hook(page, "status-filter").selectOption("Suspended");
    await hook(page, "toggle-filters").click();
    await hook(page, "job-open").first().waitFor();
    const small = await page.evaluate(() => [...document.querySelectorAll("button, select, input, a, label.box")].filter((element) => {
      const { height, width: wide } = element.getBoundingClientRect();
      return height > 0 && wide > 0 && height < 43.5 && !element.closest("label") && getComputedStyle(element).visibility === "visible";
    }).map((element) => `${element.dataset.testid ?? element.className}: ${element.getBoundingClientRect().height}`));
    assert.deepEqual([...new Set(small)], [], "targets that are too small");
    await hook(page, "confirm-button").first().click();
    const submit = hook(page, "submit-change");
    await submit.waitFor();
    const box = await submit.boundingBox();
    const dialog = await hook(page, "change-dialog").boundingBox();
    assert.ok(box.x + box.width <= dialog.x + dialog.width && dialog.x >= 0 && dialog.x + dialog.width <= size, "the button is cut off");
    await page.keyboard.press("Escape");
    await hook(page, "job-open").first().click();
    await hook(page, "panel-manifest").waitFor();
    assert.ok(await width(page) <= size, `the panel is ${await width(page)} px wide`);
  });
}
