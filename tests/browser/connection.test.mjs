// The connection dialog, used as a person does: each way to sign, and a test that tells what is wrong.
import assert from "node:assert/strict";
import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join } from "node:path";
import { after, before, describe, test } from "node:test";
import { pathToFileURL } from "node:url";

import { json, nothing, otherPage, proxy, withoutCors, withoutHeaders } from "./connection-servers.mjs";
import { ACCOUNT, eventually, hook, launch, openPage, serve, startEmulator } from "./support/site.mjs";

const { authorization } = await import(pathToFileURL(`${process.env.COS_JOBS_PKG}/index.js`));
const { secretId, secretKey } = ACCOUNT.credentials;
const REAL_HOST = "100000000001.cos-control.ap-chengdu.myqcloud.com";
const HOUR = 3_600_000;
const TOKEN = "token-of-the-temporary-key";

let browser, emulator, temporary, site;
before(async () => {
  [browser, emulator, temporary, site] = await Promise.all([launch(), startEmulator(), startEmulator("--session-token", TOKEN), serve()]);
});
after(() => Promise.allSettled([browser?.close(), emulator?.stop(), temporary?.stop(), site?.stop()]));

/** Opens the page, which asks for a connection because its site offers none. */
async function openDialog(t, options = {}) {
  const opened = await openPage(t, browser, site.address, { expectFailedRequests: true, ...options });
  const form = hook(opened.page, "connection-form");
  await form.waitFor();
  return { ...opened, form };
}

async function fill(page, kind, values) {
  await hook(page, `kind-${kind}`).check();
  for (const [name, value] of Object.entries(values)) await hook(page, `connection-${name}`).fill(value);
}

const account = (endpoint, changes = {}) => ({ region: ACCOUNT.region, uin: ACCOUNT.uin, appId: ACCOUNT.appId, endpoint, signedHost: "", ...changes });
const keys = { secretId, secretKey };

/** What the connection test says, as [step, reason, text]. */
async function findingOf(page) {
  await hook(page, "check-connection").click();
  const finding = hook(page, "check-finding");
  await finding.waitFor({ timeout: 20_000 });
  const bad = page.locator('[data-testid^="check-"][data-outcome="bad"]');
  const step = (await bad.count()) ? (await bad.getAttribute("data-testid")).slice("check-".length) : "none";
  return { step, reason: await finding.getAttribute("data-reason"), text: await finding.innerText() };
}

/** What a signing backend answers. */
async function signed(request) {
  const startTime = Math.floor(Date.now() / 1000) - 5;
  return { authorization: await authorization(request, { ...ACCOUNT.credentials, startTime, endTime: startTime + 60 }) };
}

const anyRow = (page) => hook(page, "job-row").first();

const stsAnswer = (seconds, changes = {}) => JSON.stringify({
  credentials: { tmpSecretId: secretId, tmpSecretKey: secretKey, sessionToken: TOKEN, ...changes }, expiredTime: Math.floor(Date.now() / 1000) + seconds,
});

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json", ".wasm": "application/wasm" };

// The tests share nothing but the servers, and most of their time is spent waiting.
describe("the connection", { concurrency: 3 }, () => {
  test("the connection test finds each part that is wrong, and tells what to do", async (t) => {
    const { page } = await openDialog(t);
    const foreignHost = REAL_HOST.replace("chengdu", "guangzhou");
    const cases = [
      ["none", "ok", account(emulator.endpoint), keys, /works/],
      ["address", "unreachable", account(await nothing()), keys, /Nothing answers/],
      ["address", "notCos", account(await otherPage(t)), keys, /HTTP 404, text\/html/],
      ["cors", "corsOrigin", account(await withoutCors(t)), keys, /Access-Control-Allow-Origin/],
      ["cors", "corsHeaders", account(await withoutHeaders(t)), keys, /Access-Control-Allow-Headers: authorization, x-cos-appid/],
      ["key", "secretKeyOrHost", account(emulator.endpoint), { secretId, secretKey: "wrong" }, /SecretKey again/],
      ["key", "secretId", account(emulator.endpoint), { secretId: "AKIDwrong", secretKey }, /does not know this SecretId/],
      ["account", "appIdForeign", account(emulator.endpoint, { appId: "1259999999" }), keys, /1259999999 does not belong/],
      ["account", "hostForeign", account(await proxy(t, emulator.endpoint, foreignHost), { region: "ap-guangzhou", signedHost: foreignHost }), keys, /100000000001 in ap-guangzhou/],
      ["key", "secretKeyOrHost", account(await proxy(t, emulator.endpoint, REAL_HOST)), keys, /signed host/],
      ["none", "ok", account(await proxy(t, emulator.endpoint, REAL_HOST), { signedHost: REAL_HOST }), keys, /works/],
    ];
    for (const [step, reason, place, credentials, words] of cases) {
      await fill(page, "keys", { ...place, ...credentials });
      const finding = await findingOf(page);
      assert.deepEqual([finding.step, finding.reason], [step, reason], finding.text);
      assert.match(finding.text, words);
    }
  });

  test("a clock that is an hour off is found, and the page works all the same", async (t) => {
    for (const [offset, words] of [[HOUR, /1 hour ahead/], [-HOUR, /1 hour behind/]]) {
      const setUp = (page) => page.addInitScript((ms) => {
        const { now } = Date;
        Date.now = () => now() + ms;
      }, offset);
      const { page } = await openDialog(t, { setUp });
      await fill(page, "keys", { ...account(emulator.endpoint), ...keys });
      assert.equal((await findingOf(page)).reason, "ok");
      assert.match(await hook(page, "check-note").innerText(), words);
      assert.equal(await hook(page, "check-clock").getAttribute("data-outcome"), "wait");
      await hook(page, "connect").click();
      await anyRow(page).waitFor();
    }
  });

  test("after a failed connection, the rest can be changed and tested without entering the keys again", async (t) => {
    const { page } = await openDialog(t);
    await fill(page, "keys", { ...account(await nothing()), ...keys });
    await hook(page, "connect").click();
    await hook(page, "error-panel").waitFor();
    await hook(page, "change-connection").click();
    for (const name of ["secretId", "secretKey"]) assert.equal(await hook(page, `connection-${name}`).inputValue(), "", `${name} must not be in the form again`);
    assert.equal((await findingOf(page)).reason, "unreachable");
    await hook(page, "connection-endpoint").fill(emulator.endpoint);
    assert.equal((await findingOf(page)).reason, "ok");
    await hook(page, "connection-secretKey").fill("another");
    await hook(page, "connect").click();
    assert.match(await hook(page, "problem-secretId").innerText(), /required/);
    await hook(page, "connection-secretKey").fill("");
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
  });

  test("the site may offer the account, a signing backend, or both", async (t) => {
    const offer = (value) => (page) => page.route("**/connection.json", (route) => route.fulfill({ json: value }));
    const place = { region: "ap-guangzhou", uin: "100000000002", appId: "1250000009", endpoint: emulator.endpoint };
    const { page } = await openDialog(t, { setUp: offer(place) });
    for (const [name, value] of Object.entries(place)) assert.equal(await hook(page, `connection-${name}`).inputValue(), value);

    const backend = await json(t, ({ method, path, query, headers }) => signed({ method, path, query, headers }));
    const setUp = offer({ ...place, region: ACCOUNT.region, uin: ACCOUNT.uin, appId: ACCOUNT.appId, authorizeUrl: backend });
    const { page: other } = await openPage(t, browser, site.address, { setUp });
    await anyRow(other).waitFor();
  });

  test("values that cannot be right are refused at their fields, before anything is sent", async (t) => {
    const { page, form } = await openDialog(t);
    let requests = 0;
    page.on("request", () => { requests += 1; });
    await fill(page, "keys", { ...account("ftp://x"), uin: "me", secretId: "" });
    await hook(page, "connect").click();
    for (const name of ["uin", "endpoint", "secretId", "secretKey"]) assert.notEqual(await hook(form, `problem-${name}`).innerText(), "", name);
    assert.equal(await page.evaluate(() => document.activeElement.name), "uin");
    await fill(page, "temporary", { sts: "{}", renewalUrl: "http://example.com/keys" });
    await hook(page, "connect").click();
    assert.match(await hook(form, "problem-renewalUrl").innerText(), /https/);
    await fill(page, "temporary", { ...account(temporary.endpoint), renewalUrl: "" });
    await hook(page, "connect").click();
    assert.match(await hook(form, "problem-sts").innerText(), /no secretId/);
    assert.equal(requests, 0);
  });

  test("the built-in emulator is loaded when it is chosen, and needs no network", async (t) => {
    const { page } = await openDialog(t);
    const asked = [];
    page.on("request", (request) => asked.push(new URL(request.url())));
    await hook(page, "kind-emulator").check();
    assert.equal(asked.length, 0);
    assert.equal((await findingOf(page)).reason, "ok");
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
    assert.ok(asked.some(({ pathname }) => pathname.endsWith("/cos-jobs/emulator.js")));
    assert.deepEqual(asked.filter(({ origin, pathname }) => !site.address.startsWith(origin) || pathname.includes("/jobs/")).map(String), []);
  });

  test("a server without the emulator's file is named, and the page still asks for a connection", async (t) => {
    const setUp = async (page) => {
      await page.route("**/connection.json", (route) => route.fulfill({ json: { kind: "emulator" } }));
      await page.route("**/emulator.js", (route) => (route.request().url().includes("/cos-jobs/") ? route.fulfill({ status: 404 }) : route.continue()));
    };
    const { page } = await openDialog(t, { setUp });
    await hook(page, "kind-emulator").check();
    await hook(page, "connect").click();
    assert.match(await hook(page, "check-failure").innerText(), /cos-jobs\/emulator\.js/);
  });

  test("a pasted STS answer connects, shows its remaining time, and can be replaced", async (t) => {
    const { page, context, said, form } = await openDialog(t);
    await fill(page, "temporary", { ...account(temporary.endpoint), sts: stsAnswer(-10) });
    await hook(page, "connect").click();
    assert.match(await hook(form, "problem-sts").innerText(), /Get new ones/);
    await fill(page, "temporary", { sts: stsAnswer(1800, { sessionToken: "wrong" }) });
    assert.deepEqual([(await findingOf(page)).reason], ["expired"]);
    await fill(page, "temporary", { sts: stsAnswer(95) });
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
    const remaining = hook(page, "keys-remaining");
    assert.match(await remaining.innerText(), /^Keys: 9\d seconds left$/);

    await remaining.click();
    assert.equal(await hook(page, "connection-endpoint").inputValue(), temporary.endpoint);
    assert.equal(await hook(page, "connection-sts").inputValue(), "");
    assert.equal(await page.evaluate(() => document.activeElement.name), "sts");
    await hook(page, "connection-sts").fill(stsAnswer(7200));
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
    await eventually("the new time", async () => /^Keys: (119|120) minutes left$/.test(await remaining.innerText()));

    const inPage = await page.evaluate(async () => JSON.stringify([
      location.href, document.cookie, { ...localStorage }, { ...sessionStorage }, await indexedDB.databases(), document.documentElement.outerHTML,
      [...document.querySelectorAll("input, textarea")].map(({ value }) => value),
    ]));
    for (const text of [inPage, said.join("\n"), JSON.stringify(await context.storageState())]) {
      for (const secret of [secretKey, TOKEN]) assert.ok(!text.includes(secret), "a secret is in the page, its address, its storage or the console");
    }
  });

  test("keys are renewed from their address before they end, and a failing renewal is explained", async (t) => {
    const renewed = [];
    let fails = false;
    const address = await json(t, () => {
      renewed.push(Date.now());
      return fails ? "no" : JSON.parse(stsAnswer(7200));
    });
    const { page } = await openDialog(t);
    // The client asks for new keys 60 seconds before the end of the present ones, so these are renewed with the second request.
    await fill(page, "temporary", { ...account(temporary.endpoint), sts: stsAnswer(55), renewalUrl: `${address}/keys` });
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
    await eventually("a renewal", () => renewed.length > 0);
    await eventually("the new time", async () => /119 minutes left \(renewed automatically\)|120 minutes/.test(await hook(page, "keys-remaining").innerText()));
    assert.equal(renewed.length, 1, "keys must be used until they end");

    fails = true;
    await hook(page, "change-connection").click();
    await fill(page, "temporary", { sts: stsAnswer(7200, { sessionToken: "rejected" }) });
    const finding = await findingOf(page);
    assert.deepEqual([finding.step, finding.reason], ["key", "renewal"]);
    assert.match(finding.text, /HTTP 403/);
  });

  test("a signing backend signs each request, and its refusal is shown", async (t) => {
    const asked = [];
    let refusal = null;
    const backend = await json(t, async (request) => {
      asked.push(request.action);
      if (refusal) return refusal;
      const { method, path, query, headers } = request;
      return signed({ method, path, query, headers });
    });
    const { page } = await openDialog(t);
    await fill(page, "backend", { ...account(emulator.endpoint), authorizeUrl: `${backend}/authorize` });
    assert.equal((await findingOf(page)).reason, "ok");
    refusal = "you are not on duty";
    const finding = await findingOf(page);
    assert.deepEqual([finding.step, finding.reason], ["key", "backend"]);
    assert.match(finding.text, /you are not on duty/);
    refusal = null;
    await hook(page, "connect").click();
    await anyRow(page).waitFor();
    assert.ok(asked.length > 2 && asked.every((action) => action === "ListJobs"));
  });

  test("a copy of the plain files works from any folder of any static server", async (t) => {
    const folder = process.env.COS_JOBS_PLAIN_FILES;
    const server = createServer(async ({ url }, response) => {
      const path = new URL(url, "http://localhost").pathname.replace(/^\/tools\/console\//, "") || "index.html";
      const file = await readFile(join(folder, path)).catch(() => null);
      response.writeHead(file ? 200 : 404, { "content-type": TYPES[extname(path)] ?? "text/plain" });
      response.end(file ?? "");
    });
    await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
    const origin = `http://127.0.0.1:${server.address().port}`;
    const asked = [];
    const setUp = (page) => page.on("request", (request) => asked.push(request.url()));
    const { page } = await openPage(t, browser, `${origin}/tools/console/`, { setUp });
    t.after(() => server.close());
    await anyRow(page).waitFor();
    assert.equal(await hook(page, "connection-state").innerText(), "Connected");
    assert.deepEqual(asked.filter((url) => !url.startsWith(`${origin}/tools/console/`) && !url.startsWith("data:")), []);
  });
});
