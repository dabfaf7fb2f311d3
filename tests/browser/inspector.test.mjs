// The signature inspector, used as a person does.
import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { FAILED_REQUEST, SIGNING_KEY } from "./inspector-example.mjs";
import { hook, launch, openPage, serve } from "./support/site.mjs";

const { authorization } = await import(pathToFileURL(`${process.env.COS_JOBS_PKG}/index.js`));

let browser, site;
before(async () => { [browser, site] = await Promise.all([launch(), serve()]); });
after(() => Promise.allSettled([browser?.close(), site?.stop()]));

/** Opens the inspector. It works without a connection. */
async function openInspector(t, options = {}) {
  const opened = await openPage(t, browser, site.address, { expectFailedRequests: true, hash: "#view=inspector", ...options });
  await hook(opened.page, "inspector-form").waitFor();
  const dialog = hook(opened.page, "connection-dialog");
  if (await dialog.isVisible()) await hook(opened.page, "connection-back").click();
  return opened;
}

const reasons = (page) => hook(page, "finding").evaluateAll((list) => list.map(({ dataset }) => dataset.reason));

describe("the inspector", { concurrency: 2 }, () => {
  test("a failed curl command shows the mistake and the first byte that differs", async (t) => {
    const { page } = await openInspector(t);
    await hook(page, "inspector-request").fill(FAILED_REQUEST);
    assert.match(await hook(page, "inspector-read").innerText(), /POST request was read/);
    await hook(page, "inspector-secretKey").fill(SIGNING_KEY);
    await page.keyboard.press("Enter");
    await hook(page, "findings").waitFor();
    assert.deepEqual((await reasons(page)).slice(0, 1), ["mistake.valuesNotEncoded"]);
    const stage = hook(page, "stage-httpString");
    assert.equal(await stage.getAttribute("data-outcome"), "differs");
    assert.match(await hook(stage, "difference").innerText(), /byte 107 \(line 3, byte 52 of it\): a space \(0x20\) instead of “%” \(0x25\)/);
    assert.deepEqual(await hook(stage, "marked").allInnerTexts(), ["␣", "%"]);
    assert.equal(await hook(page, "stage-headerList").getAttribute("data-outcome"), "same");
    assert.equal(await hook(page, "stage-signature").getAttribute("data-outcome"), "differs");
  });

  test("a right request is recognised, and a changed field shows where it differs from COS's answer", async (t) => {
    const { page } = await openInspector(t);
    const headers = { host: "100000000001.cos-control.ap-chengdu.myqcloud.com", "x-cos-appid": "1250000000" };
    const now = Math.floor(Date.now() / 1000);
    const signed = await authorization({ method: "GET", path: "/jobs", headers }, { secretId: "AKIDx", secretKey: SIGNING_KEY, startTime: now - 5, endTime: now + 600 });
    await hook(page, "inspector-request").fill(`GET https://${headers.host}/jobs\nx-cos-appid: 1250000000\nAuthorization: ${signed}`);
    await hook(page, "inspector-compare").click();
    assert.deepEqual(await reasons(page), ["keyMissing"]);
    await hook(page, "inspector-secretKey").fill(SIGNING_KEY);
    await hook(page, "inspector-compare").click();
    assert.deepEqual(await reasons(page), ["signatureRight"]);
    await page.getByText("More to compare").click();
    await hook(page, "inspector-answer").fill("<Error><FormatString>get\n/jobs\n\nhost=proxy&amp;x-cos-appid=1250000000\n</FormatString></Error>");
    await hook(page, "inspector-compare").click();
    assert.deepEqual(await reasons(page), ["changedOnTheWay"]);
    assert.match(await hook(page, "difference").innerText(), /line 4, byte 6 of it/);
  });

  test("the inspector sends nothing, stores nothing, and forgets everything when it is left", async (t) => {
    const { page, context, said } = await openInspector(t);
    const requests = [];
    page.on("request", (request) => requests.push(request.url()));
    const address = page.url();
    await hook(page, "inspector-request").fill(FAILED_REQUEST);
    await hook(page, "inspector-secretKey").fill(SIGNING_KEY);
    await hook(page, "inspector-compare").click();
    await hook(page, "findings").waitFor();
    assert.deepEqual(requests, []);
    assert.equal(page.url(), address);
    const kept = async () => JSON.stringify([said, await context.storageState(), await page.evaluate(async () => [
      document.documentElement.outerHTML, document.cookie, { ...localStorage }, { ...sessionStorage }, history.state, await indexedDB.databases()])]);
    assert.ok(!(await kept()).includes(SIGNING_KEY));

    await page.locator('[data-view="jobs"]').click();
    const values = () => hook(page, "inspector-form").locator("input, textarea").evaluateAll((list) => list.map(({ value }) => value).join(""));
    assert.equal(await values(), "");
    await page.locator('[data-view="inspector"]').click();
    assert.equal(await values(), "");
    assert.equal(await hook(page, "finding").count(), 0);
    await hook(page, "inspector-secretKey").fill(SIGNING_KEY);
    await page.evaluate(() => dispatchEvent(new PageTransitionEvent("pagehide", { persisted: true })));
    assert.equal(await values(), "");
  });

  test("what cannot be read is explained, in both languages", async (t) => {
    const { page } = await openInspector(t);
    await hook(page, "inspector-request").fill("hello");
    assert.match(await hook(page, "inspector-read").innerText(), /no curl command/);
    await hook(page, "inspector-compare").click();
    assert.deepEqual(await reasons(page), ["urlUnreadable", "authorizationMissing"]);
    await hook(page, "language-toggle").click();
    await page.locator('html[lang="zh-CN"]').waitFor();
    assert.match(await hook(page, "inspector-read").innerText(), /不是 curl 命令/);
    assert.match((await hook(page, "finding").allInnerTexts()).join(), /完整的 URL/);
  });
});
