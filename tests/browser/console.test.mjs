// Operates the demo console in a real browser as a person does: through the elements of the page, not its internals.
// Jobs are found by their status, so the order in which the server seeds them does not matter. It must seed at least
// three Suspended jobs, one Active job that runs for minutes, and one that has ended.
import assert from "node:assert/strict";
import { mkdir } from "node:fs/promises";
import { dirname } from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";

const CONSOLE_URL = process.env.COS_JOBS_CONSOLE_URL;
const SCREENSHOT = fileURLToPath(new URL("../artefacts/console.png", import.meta.url));
const ENDED = ["Complete", "Failed", "Cancelled"];
/** Matches the service's addresses; no file of the page has such an address. */
const SERVICE = /\/jobs(?:[/?]|$)/;

let browser;
before(async () => {
  assert.ok(CONSOLE_URL, "COS_JOBS_CONSOLE_URL is not set. Run `cargo xtask test`: it starts the demo server and sets it.");
  browser = await chromium.launch({
    executablePath: process.env.COS_JOBS_CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
  });
});
after(() => browser?.close());

/** Opens the console in a new browser profile. Every error that the page reports fails the test, except failed requests
 * in a test that causes them. */
async function openConsole(t, { expectFailedRequests = false, setUp, ...options } = {}) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, locale: "en-US", ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(20_000);
  const said = [];
  const complaints = [];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    said.push(message.text());
    const isFailedRequest = message.text().startsWith("Failed to load resource");
    if (message.type() === "error" && !(expectFailedRequests && isFailedRequest)) complaints.push(message.text());
  });
  t.after(async () => {
    await context.close();
    assert.deepEqual(complaints, [], "the page reported errors");
  });
  await setUp?.(page);
  await page.goto(CONSOLE_URL);
  return { page, context, said };
}

const hook = (within, name) => within.getByTestId(name);
const row = (page, jobId) => page.locator(`[data-testid="job-row"][data-job-id="${jobId}"]`);
const statusOf = (page, jobId) => row(page, jobId).getAttribute("data-status");
const focused = (page) => page.evaluate(() => document.activeElement?.dataset.testid ?? "");

async function eventually(what, check, milliseconds = 30_000) {
  const end = Date.now() + milliseconds;
  let last;
  while (Date.now() < end) {
    last = await check();
    if (last) return last;
    await sleep(100);
  }
  assert.fail(`${what}: not within ${milliseconds} ms, the last value was ${JSON.stringify(last)}`);
}

/** The id of a job in this status, found with the page's own filter. */
async function pick(page, status) {
  await hook(page, "status-filter").selectOption(status);
  const first = page.locator(`[data-testid="job-row"][data-status="${status}"]`).first();
  await first.waitFor().catch(() => assert.fail(`the page shows no ${status} job; does the demo server seed enough of them?`));
  return first.getAttribute("data-job-id");
}

async function askFor(page, jobId, change) {
  await hook(row(page, jobId), `${change}-button`).click();
  const dialog = hook(page, "change-dialog");
  await dialog.waitFor();
  return dialog;
}

async function leaves(page, jobId, from, allowed) {
  const status = await eventually(`the row leaves ${from}`, async () => {
    const now = await statusOf(page, jobId);
    return now !== from && now;
  });
  assert.ok(allowed.includes(status), `from ${from} the job went to ${status}`);
}

/** Marks the document, to check afterwards that it was not loaded again. */
const mark = (page) => page.evaluate(() => { globalThis.isSameDocument = true; });
const assertSameDocument = async (page) => assert.ok(await page.evaluate(() => globalThis.isSameDocument), "the page was reloaded");

const offered = async () => (await fetch(new URL("connection.json", CONSOLE_URL))).json();

test("the list shows every job's status in words, and the page shows its connection", async (t) => {
  const { page } = await openConsole(t);
  const rows = hook(page, "job-row");
  await rows.first().waitFor();
  const seen = await rows.evaluateAll((elements) => elements.map((element) => ({ status: element.dataset.status, id: element.dataset.jobId, text: element.innerText })));
  for (const { status, id, text } of seen) {
    assert.ok(text.includes(status), `the row of ${id} does not say ${status}`);
    assert.ok(text.includes(id), `the row does not show its job id ${id}`);
  }
  assert.equal(new Set(seen.map(({ id }) => id)).size, seen.length, "a job is listed twice");
  const { region, uin, endpoint } = await offered();
  assert.equal(await hook(page, "connection-state").innerText(), "Connected");
  const bar = await hook(page, "connection-bar").innerText();
  for (const value of [region, uin, endpoint]) assert.ok(bar.includes(value), `the bar does not show ${value}`);

  await page.waitForTimeout(500);
  await mkdir(dirname(SCREENSHOT), { recursive: true });
  await page.screenshot({ path: SCREENSHOT });
});

test("loading more adds the next page and repeats no job", async (t) => {
  const { page } = await openConsole(t);
  await hook(page, "job-row").first().waitFor();
  const ids = () => hook(page, "job-row").evaluateAll((rows) => rows.map((element) => element.dataset.jobId));
  const first = await ids();
  if (!(await hook(page, "load-more").isVisible())) return t.skip(`the server has no more than ${first.length} jobs`);
  await hook(page, "load-more").click();
  const all = await eventually("more rows", async () => { const now = await ids(); return now.length > first.length && now; });
  assert.equal(new Set(all).size, all.length, "a job is listed twice");
  for (const id of first) assert.ok(all.includes(id), `${id} disappeared`);
});

test("search and status filter narrow the list, and an empty result shows a message", async (t) => {
  const { page } = await openConsole(t);
  const jobId = await pick(page, "Suspended");
  const statuses = await hook(page, "job-row").evaluateAll((rows) => rows.map((element) => element.dataset.status));
  assert.ok(statuses.every((status) => status === "Suspended"), `the filter shows ${statuses}`);
  await hook(page, "search-input").fill(jobId);
  assert.equal(await hook(page, "job-row").count(), 1);
  await hook(page, "search-input").fill("no such words in any job");
  assert.equal(await hook(page, "job-row").count(), 0);
  assert.match(await hook(page, "list-state").innerText(), /No job matches/);
});

test("details open beside the list and close with Escape, which returns the focus", async (t) => {
  const { page } = await openConsole(t);
  const jobId = await pick(page, "Suspended");
  await hook(row(page, jobId), "job-open").click();
  const panel = hook(page, "job-panel");
  await hook(panel, "panel-manifest").waitFor();
  const text = await panel.innerText();
  for (const word of [jobId, "Suspended", "ObjectArn", "RoleArn"]) assert.ok(text.includes(word), `the panel does not show ${word}`);
  await page.keyboard.press("Escape");
  await panel.waitFor({ state: "hidden" });
  assert.equal(await focused(page), "job-open");
});

test("a job that has ended can be neither confirmed nor cancelled, and the page says why", async (t) => {
  const { page } = await openConsole(t);
  await hook(page, "status-filter").selectOption("ended");
  const ended = hook(page, "job-row").first();
  await ended.waitFor();
  const status = await ended.getAttribute("data-status");
  assert.ok(ENDED.includes(status), `the filter for ended jobs shows ${status}`);
  for (const name of ["confirm-button", "cancel-button"]) {
    const button = hook(ended, name);
    assert.equal(await button.isDisabled(), true, `${name} is offered for a ${status} job`);
    assert.match(await button.getAttribute("title"), new RegExp(status));
    await button.focus();
    await page.keyboard.press("Enter");
    assert.equal(await hook(page, "change-dialog").count(), 0, "a dialog must not open");
    await hook(page, "toast").filter({ hasText: status }).first().waitFor();
  }
});

test("the dialog explains the change, and closing it changes nothing", async (t) => {
  const { page } = await openConsole(t);
  const requests = [];
  page.on("request", (request) => { if (SERVICE.test(request.url())) requests.push(request.method()); });
  const jobId = await pick(page, "Suspended");
  const dialog = await askFor(page, jobId, "confirm");
  assert.ok((await dialog.innerText()).includes(jobId));
  assert.match(await hook(dialog, "change-summary").innerText(), /COS will start this job: it will .*\d|manifest/);
  assert.equal(await hook(dialog, "submit-change").innerText(), "Confirm job");
  await sleep(500); // lets a request that was already sent end
  requests.length = 0;
  await sleep(3000);
  assert.deepEqual(requests, [], "the list was refreshed while the dialog was open");
  await page.keyboard.press("Escape");
  await dialog.waitFor({ state: "detached" });
  assert.equal(await focused(page), "confirm-button");
  assert.equal(await statusOf(page, jobId), "Suspended");
  assert.ok(!requests.includes("POST"), "a change was sent");
});

test("the list refreshes automatically, but not when this is switched off or the tab is hidden", async (t) => {
  const { page } = await openConsole(t);
  let readings = 0;
  page.on("request", (request) => { if (SERVICE.test(request.url())) readings += 1; });
  const inThreeSeconds = async () => {
    await sleep(500); // lets a request that was already sent end
    readings = 0;
    await sleep(3000);
    return readings;
  };
  const hide = (hidden) => page.evaluate((value) => {
    Object.defineProperty(document, "hidden", { configurable: true, value });
    document.dispatchEvent(new Event("visibilitychange"));
  }, hidden);
  await pick(page, "Active");
  assert.ok(await inThreeSeconds() >= 1, "the list must refresh while a job is running");
  await hide(true);
  assert.equal(await inThreeSeconds(), 0, "a hidden tab must not send requests");
  await hide(false);
  await hook(page, "auto-refresh").uncheck();
  assert.equal(await inThreeSeconds(), 0, "it must not send requests while the refresh is switched off");
  await hook(page, "refresh-button").click();
  await eventually("the button still reads", () => readings > 0);
});

test("a reason may have at most 256 bytes of UTF-8", async (t) => {
  const { page } = await openConsole(t);
  let posts = 0;
  page.on("request", (request) => { if (request.method() === "POST") posts += 1; });
  const jobId = await pick(page, "Suspended");
  const dialog = await askFor(page, jobId, "cancel");
  const [reason, counter, submit] = ["reason-input", "reason-counter", "submit-change"].map((name) => hook(dialog, name));
  await reason.fill("原".repeat(85));
  assert.match(await counter.innerText(), /^255 \/ 256/);
  await reason.fill(`${"原".repeat(85)}a`);
  assert.match(await counter.innerText(), /^256 \/ 256/);
  assert.equal(await submit.isEnabled(), true);
  await reason.fill(`${"原".repeat(85)}é`);
  assert.match(await counter.innerText(), /^257 \/ 256/);
  assert.equal(await submit.isDisabled(), true);
  assert.match(await dialog.innerText(), /1 bytes too many/);
  await dialog.locator("form").evaluate((form) => form.requestSubmit());
  await reason.fill("first line\nsecond line\twith a tab");
  assert.equal(await reason.inputValue(), "first line second line with a tab", "control characters must be replaced in the reason");
  await hook(dialog, "keep-as-is").click();
  await dialog.waitFor({ state: "detached" });
  assert.equal(posts, 0, "a reason that is too long was sent");
  assert.equal(await statusOf(page, jobId), "Suspended");
});

test("if the answer is lost, the page says that the change may have taken effect", async (t) => {
  const { page } = await openConsole(t, { expectFailedRequests: true });
  const jobId = await pick(page, "Suspended");
  const dialog = await askFor(page, jobId, "cancel");
  await page.route(SERVICE, (route) => route.abort());
  await hook(dialog, "submit-change").click();
  const panel = hook(dialog, "error-panel");
  await panel.waitFor({ timeout: 90_000 });
  assert.equal(await panel.getAttribute("data-effect"), "unknown");
  assert.match(await hook(panel, "error-effect").innerText(), /MAY have happened.*status/);
  assert.ok(Number(await hook(panel, "error-attempts").innerText()) >= 1);
  await page.unroute(SERVICE);
  await hook(dialog, "keep-as-is").click();
  // The request did not reach the service, and the refreshed list shows that.
  await hook(page, "error-panel").waitFor({ state: "detached" });
  assert.equal(await statusOf(page, jobId), "Suspended");
});

test("the language can be changed, and is the browser's language at first", async (t) => {
  const { page } = await openConsole(t);
  const jobId = await pick(page, "Suspended");
  const root = page.locator("html");
  assert.equal(await root.getAttribute("lang"), "en");
  await hook(page, "language-toggle").click();
  assert.equal(await root.getAttribute("lang"), "zh-CN");
  assert.match(await page.title(), /批处理任务/);
  const text = await row(page, jobId).innerText();
  assert.match(text, /Suspended/);
  assert.match(text, /等待确认/);
  const dialog = await askFor(page, jobId, "confirm");
  assert.equal(await hook(dialog, "submit-change").innerText(), "确认任务");
  await hook(dialog, "keep-as-is").click();
  await hook(page, "language-toggle").click();
  assert.equal(await root.getAttribute("lang"), "en");
  assert.match(await row(page, jobId).innerText(), /waits for confirmation/);

  const chinese = await openConsole(t, { locale: "zh-CN" });
  await hook(chinese.page, "job-row").first().waitFor();
  assert.equal(await chinese.page.locator("html").getAttribute("lang"), "zh-CN");
});

test("a narrow screen shows everything without scrolling sideways", async (t) => {
  const { page } = await openConsole(t, { viewport: { width: 360, height: 740 } });
  const jobId = await pick(page, "Suspended");
  const width = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.ok(await width() <= 360, `the list is ${await width()} pixels wide`);
  assert.equal(await hook(row(page, jobId), "confirm-button").isVisible(), true);
  await hook(row(page, jobId), "job-open").click();
  await hook(page, "panel-manifest").waitFor();
  assert.ok(await width() <= 360, `the panel is ${await width()} pixels wide`);
  await hook(page, "panel-confirm-button").click();
  assert.equal(await hook(page, "submit-change").isVisible(), true);
});

test("without connection.json a form asks for the connection, and wrong keys are reported", async (t) => {
  const setUp = (page) => page.route("**/connection.json", (route) => route.fulfill({ status: 404, body: "" }));
  const { page } = await openConsole(t, { expectFailedRequests: true, setUp });
  const form = hook(page, "connection-form");
  await form.waitFor();
  assert.equal(await hook(page, "connection-state").innerText(), "Not connected");
  const { credentials, ...place } = await offered();
  const fill = async (values) => { for (const [name, value] of Object.entries(values)) await hook(form, `connection-${name}`).fill(value); };
  assert.equal(await hook(form, "connection-secretKey").getAttribute("type"), "password");
  await fill({ ...place, ...credentials, secretKey: "not-the-key" });
  await hook(form, "connect").click();
  assert.match(await hook(page, "error-code").innerText(), /^(SignatureDoesNotMatch|AccessDenied)$/);
  assert.equal(await hook(page, "connection-state").innerText(), "Not connected");

  await hook(page, "change-connection").click();
  await fill(credentials);
  await hook(form, "connect").click();
  await hook(page, "job-row").first().waitFor();
  assert.equal(await hook(page, "error-panel").count(), 0);
  assert.equal(await hook(page, "connection-state").innerText(), "Connected");
  await hook(page, "change-connection").click();
  assert.equal(await hook(page, "connection-region").inputValue(), place.region);
  for (const name of Object.keys(credentials)) assert.equal(await hook(page, `connection-${name}`).inputValue(), "", `${name} must not stay in the form`);
});

test("a Suspended job is confirmed with a reason, and the page shows its new status", async (t) => {
  const { page } = await openConsole(t);
  const jobId = await pick(page, "Suspended");
  await mark(page);
  await hook(row(page, jobId), "job-open").click();
  const dialog = await askFor(page, jobId, "confirm");
  const reason = "checked with the media team, 工单 4711";
  await hook(dialog, "reason-input").fill(reason);
  await hook(dialog, "submit-change").click();
  await dialog.waitFor({ state: "detached" });
  await leaves(page, jobId, "Suspended", ["Ready", "Active", "Completing", "Complete"]);
  await hook(page, "toast").filter({ hasText: "Confirmed" }).waitFor();
  const panel = hook(page, "job-panel");
  await eventually("the panel moves on too", async () => (await panel.getAttribute("data-status")) !== "Suspended");
  await eventually("the panel shows the reason", async () => (await hook(panel, "field-statusUpdateReason").allInnerTexts())[0] === reason);
  await assertSameDocument(page);
});

test("an Active job is cancelled with a reason, and the page shows its new status", async (t) => {
  const { page } = await openConsole(t);
  const jobId = await pick(page, "Active");
  await mark(page);
  const dialog = await askFor(page, jobId, "cancel");
  assert.match(await hook(dialog, "change-summary").innerText(), /stop this job for good/);
  assert.equal(await hook(dialog, "submit-change").innerText(), "Cancel job");
  await hook(dialog, "reason-input").fill("wrong bucket");
  let posts = 0;
  await page.route(SERVICE, async (route) => {
    if (route.request().method() === "POST") {
      posts += 1;
      await sleep(1500); // a slow service, while the user clicks several times
    }
    await route.continue();
  });
  await hook(dialog, "submit-change").dblclick();
  await page.keyboard.press("Escape");
  await page.keyboard.press("Escape");
  assert.equal(await hook(dialog, "submit-change").isDisabled(), true, "the dialog does not show that it is busy");
  assert.equal(await dialog.isVisible(), true, "the dialog closed before the answer came");
  await dialog.waitFor({ state: "detached" });
  assert.equal(posts, 1, "the change was sent more than once");
  await leaves(page, jobId, "Active", ["Cancelling", "Cancelled"]);
  await eventually("the job is Cancelled in the end", async () => (await statusOf(page, jobId)) === "Cancelled", 60_000);
  await assertSameDocument(page);
});

test("a job can be confirmed with the keyboard only", async (t) => {
  const { page } = await openConsole(t);
  await hook(page, "job-row").first().waitFor();
  const tabTo = async (name) => {
    for (let i = 0; i < 40; i += 1) {
      if ((await focused(page)) === name) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`Tab does not reach ${name}`);
  };
  await tabTo("status-filter");
  await page.keyboard.type("Suspended");
  await eventually("only Suspended jobs", () => hook(page, "job-row").evaluateAll((rows) => rows.length > 0 && rows.every((element) => element.dataset.status === "Suspended")));
  await tabTo("confirm-button");
  const jobId = await page.evaluate(() => document.activeElement.closest("tr").dataset.jobId);
  await page.keyboard.press("Enter");
  assert.equal(await focused(page), "reason-input");
  await page.keyboard.type("by keyboard");
  await tabTo("submit-change");
  await page.keyboard.press("Enter");
  await leaves(page, jobId, "Suspended", ["Ready", "Active", "Completing", "Complete"]);
  await hook(page, "change-dialog").waitFor({ state: "detached" });
  assert.equal(await focused(page), "confirm-button", "the focus must return to the row");
});

test("a refused change shows its code, its request id and that nothing was changed, and shows no secret", async (t) => {
  const { page, context, said } = await openConsole(t, { expectFailedRequests: true, permissions: ["clipboard-read", "clipboard-write"] });
  const jobId = await pick(page, "Suspended");
  const dialog = await askFor(page, jobId, "confirm");
  await hook(dialog, "reason-input").fill("checked here");

  // Meanwhile another user confirms the job in another window. The two confirmations have different reasons.
  const other = await openConsole(t);
  await pick(other.page, "Suspended");
  await hook(other.page, "search-input").fill(jobId);
  const otherDialog = await askFor(other.page, jobId, "confirm");
  await hook(otherDialog, "reason-input").fill("checked elsewhere");
  await hook(otherDialog, "submit-change").click();
  await leaves(other.page, jobId, "Suspended", ["Ready", "Active"]);

  await hook(dialog, "submit-change").click();
  const panel = hook(dialog, "error-panel");
  await panel.waitFor({ timeout: 60_000 });
  const code = await hook(panel, "error-code").innerText();
  assert.match(code, /^(InvalidRequest|NoSuchJob)$/);
  const requestId = await hook(panel, "error-request-id").innerText();
  assert.match(requestId, /^\S{8,}$/);
  assert.equal(await panel.getAttribute("data-effect"), "none");
  assert.match(await hook(panel, "error-effect").innerText(), /Nothing was changed/);
  assert.match(await hook(panel, "error-now").innerText(), /Ready|Active/);
  assert.notEqual(await hook(panel, "error-message").innerText(), "");

  await hook(panel, "copy-error").click();
  const copied = await eventually("the details are in the clipboard", () => page.evaluate(() => navigator.clipboard.readText()));
  const details = JSON.parse(copied);
  assert.deepEqual([details.code, details.requestId], [code, requestId]);

  const { secretId, secretKey } = (await offered()).credentials;
  const inPage = await page.evaluate(async () => JSON.stringify([
    location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), await caches.keys(),
    document.documentElement.outerHTML, [...document.querySelectorAll("input, textarea")].map((input) => input.value),
  ]));
  const places = { page: inPage, clipboard: copied, console: said.join("\n"), storage: JSON.stringify(await context.storageState()) };
  for (const [place, text] of Object.entries(places)) {
    for (const secret of [secretId, secretKey]) assert.ok(!text.includes(secret), `a key is in the ${place}`);
  }
  await hook(dialog, "keep-as-is").click();
  await leaves(page, jobId, "Suspended", ["Ready", "Active"]);
});
