/** The proxy connects the page, the backend and the control plane, and forwards nothing else. */

import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { connect } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";

import {
  account, ask, CosJobs, direct, eventually, folder, host, keyless, serve, startBoth, waitingJobs,
} from "./support.mjs";

/** A control plane that records its requests. */
const requests = [];
let respond = (_request, response) => response.end("<a/>");
const upstream = createServer(async (request, response) => {
  let body = "";
  for await (const piece of request) body += piece;
  const { method, url, headers } = request;
  requests.push({ method, url, headers, body });
  respond(request, response);
});

let proxy;
before(async () => {
  await once(upstream.listen(0, "127.0.0.1"), "listening");
  const target = `http://127.0.0.1:${upstream.address().port}`;
  proxy = await serve("same-origin-proxy.mjs", { ...keyless, COS_ENDPOINT: target, SIGNING_BACKEND: target });
});
after(() => {
  upstream.closeAllConnections();
  upstream.close();
});

/** Asserts that the proxy refuses this, and does not forward it. */
async function assertRefused(request, status) {
  const before = requests.length;
  const answer = await ask(proxy.address, request);
  assert.equal(answer.status, status, `${JSON.stringify(request).slice(0, 200)}: ${answer.text}`);
  assert.equal(requests.length, before);
}

test("a page's client works through backend and proxy, within the policy", async () => {
  const [allowed, other] = await waitingJobs("through the proxy", "through the proxy");
  const both = await startBoth({ CONFIRMABLE_JOBS: allowed });
  const { address } = both.proxy;
  const settings = JSON.parse((await ask(address, { path: "/account.json" })).text);
  assert.deepEqual(settings, { region: account.region, uin: account.uin, appId: account.appId, signedHost: host });

  const authorize = async (request) => {
    const headers = { "content-type": "application/json", origin: address, cookie: "session=1" };
    const response = await fetch(`${address}/authorize`, { method: "POST", headers, body: JSON.stringify(request) });
    const answer = await response.json();
    if (!response.ok) throw new Error(answer.reason);
    return answer;
  };
  const jobs = new CosJobs({ ...settings, endpoint: `${address}/cos`, authorize });
  assert.ok((await jobs.listJobs({ jobStatuses: "Suspended", maxResults: 5 })).jobs.length > 0);
  const { changed } = await jobs.confirmJob({ jobId: allowed, reason: "checked (人)" });
  assert.equal(changed, true);
  const job = await direct.describeJob({ jobId: allowed });
  assert.deepEqual([job.status === "Suspended", job.statusUpdateReason], [false, "checked (人)"]);

  await assert.rejects(jobs.confirmJob({ jobId: other }), ({ code, effect, cause }) => {
    assert.deepEqual([code, effect, cause.message], ["CredentialsFailed", "none", "this job may not be confirmed"]);
    return true;
  });
  assert.equal((await direct.describeJob({ jobId: other })).status, "Suspended");
  const missing = await jobs.describeJob({ jobId: "no-such-job" }).catch((error) => error);
  assert.deepEqual([missing.code, missing.statusCode, Boolean(missing.requestId)], ["NoSuchJob", 404, true]);

  // A signature is valid for one request only: not for another job, status, host or account. Unsigned requests are refused.
  const { url, ...prepared } = await jobs.prepare("UpdateJobStatus", { jobId: other, requestedJobStatus: "Cancelled" });
  for (const [from, to] of [["Cancelled", "Ready"], [other, allowed], ["/status", "/priority"], [/\?.*/, ""]]) {
    const { status } = await fetch(url.replace(from, to), prepared);
    assert.equal(status, 403, `${to} in place of ${from}`);
  }
  const unsigned = { headers: { "x-cos-appid": account.appId } };
  assert.equal((await fetch(`${address}/cos/jobs`, unsigned)).status, 403);
  assert.equal((await direct.describeJob({ jobId: other })).status, "Suspended");

  // The proxy never gets our keys, and no log contains a signature.
  for (const { output } of [both.backend, both.proxy]) assert.doesNotMatch(output, /q-signature|session=1/);
});

test("only the needed headers are forwarded and returned, with the host of the target", async () => {
  respond = (_request, response) => {
    response.writeHead(404, {
      date: "Tue, 01 Jul 2025 00:00:00 GMT",
      "content-type": "application/xml",
      "x-cos-request-id": "the-id",
      "set-cookie": "theirs=1",
      "access-control-allow-origin": "*",
      location: "https://evil.example",
    });
    response.end("<Error/>");
  };
  const headers = {
    authorization: "q-sign-algorithm=sha1",
    "x-cos-appid": "1",
    "x-cos-security-token": "t",
    "content-type": "application/xml",
    cookie: "session=1",
    origin: proxy.address,
    referer: `${proxy.address}/?secret`,
    "x-forwarded-host": "evil.example",
    "x-emulator-fault": "SlowDown",
    "sec-fetch-site": "same-origin",
  };
  const path = "/cos/jobs/a-1/status?requestedJobStatus=Ready&statusUpdateReason=%28a%29%20b%2B";
  const answer = await ask(proxy.address, { method: "POST", path, headers, body: "<x/>" });
  const seen = requests.at(-1);
  assert.deepEqual([seen.method, seen.url, seen.body], ["POST", path.slice("/cos".length), "<x/>"]);
  const { connection, ...forwarded } = seen.headers;
  assert.deepEqual(forwarded, {
    authorization: "q-sign-algorithm=sha1",
    "x-cos-appid": "1",
    "x-cos-security-token": "t",
    "content-type": "application/xml",
    "content-length": "4",
    host: `127.0.0.1:${upstream.address().port}`,
  });
  assert.deepEqual([connection, answer.status, answer.text], ["keep-alive", 404, "<Error/>"]);
  const { "set-cookie": cookie, "access-control-allow-origin": cors, location, date } = answer.headers;
  assert.deepEqual([cookie, cors, location, date], [undefined, undefined, undefined, "Tue, 01 Jul 2025 00:00:00 GMT"]);
  assert.deepEqual([answer.headers["x-cos-request-id"], answer.headers["cache-control"]], ["the-id", "no-store"]);
});

test("cookies go to the backend, which knows the sessions, and the signature's headers do not", async () => {
  respond = (_request, response) => response.end("{}");
  const headers = { cookie: "session=1", origin: "https://x", "content-type": "application/json", authorization: "q" };
  await ask(proxy.address, { method: "POST", path: "/authorize", headers, body: "{}" });
  const { cookie, origin, authorization } = requests.at(-1).headers;
  assert.deepEqual([cookie, origin, authorization], ["session=1", "https://x", undefined]);
});

test("an answer is passed on while it arrives, and an incomplete answer is not passed on as complete", async () => {
  let goOn;
  respond = (_request, response) => {
    response.write("<first/>");
    goOn = () => response.destroy();
  };
  const response = await fetch(`${proxy.address}/cos/jobs`);
  const reader = response.body.getReader();
  assert.equal(new TextDecoder().decode((await reader.read()).value), "<first/>");
  goOn();
  await assert.rejects(reader.read());
});

test("it is not an open proxy: other paths, methods and parameters are not forwarded", async () => {
  respond = (_request, response) => response.end("<a/>");
  for (const path of ["/cos/jobs", "/cos/jobs?maxResults=1", "/cos/jobs/a", "/cos/jobs/a/priority?priority=1"]) {
    assert.equal((await ask(proxy.address, { path })).status, 200, path);
  }
  const paths = [
    "/cos", "/cos/", "/cos/jobsx", "/cos/jobs/", "/cos/jobs/a/b", "/cos/jobs/a/status/b", "/cos/bucket/key",
    "/cos//jobs", "/cos/../jobs", "/cos/jobs/..", "/cos/jobs/../../x", "/cos/jobs/%2e%2e", "/cos/jobs/a%2fb",
    "/cos/@evil.example/jobs", "/cos/http://evil.example/jobs", "//evil.example/cos/jobs", "/cosx/jobs",
    "/authorize/x", "/cos/jobs#a", "/cos/jobs\\a", `/cos/jobs/${"a".repeat(65)}`,
    "http://evil.example/cos/jobs", `${proxy.address}/cos/jobs`,
    "/cos/jobs/a/status?requestedJobStatus=Cancelled&requestedJobStatus=Ready", "/cos/jobs?a=1&%61=2", "/cos/jobs?a=<",
  ];
  for (const path of paths) await assertRefused({ path }, 404);
  await assertRefused({ path: "/cos/jobs", method: "PUT" }, 405);
  await assertRefused({ path: "/cos/jobs", method: "OPTIONS" }, 405);
  await assertRefused({ path: "/authorize" }, 405);
  await assertRefused({ path: "/", method: "POST" }, 405);

  const tunnel = connect(new URL(proxy.address).port, "127.0.0.1");
  tunnel.write("CONNECT evil.example:443 HTTP/1.1\r\nHost: evil.example:443\r\n\r\n");
  let answer = "";
  for await (const piece of tunnel) answer += piece;
  assert.doesNotMatch(answer, /^HTTP\/1.1 2/);
});

test("requests with another host name, and requests from pages of other sites, are refused", async () => {
  const { port } = new URL(proxy.address);
  for (const name of ["evil.example", `evil.example:${port}`, "127.0.0.1", `127.0.0.1:${port}@evil.example`]) {
    await assertRefused({ path: "/cos/jobs", headers: { host: name } }, 421);
    await assertRefused({ path: "/account.json", headers: { host: name } }, 421);
  }
  for (const site of ["cross-site", "same-site", "none"]) {
    await assertRefused({ path: "/cos/jobs", headers: { "sec-fetch-site": site } }, 403);
  }
  // Other sites may link to the page.
  assert.equal((await ask(proxy.address, { headers: { "sec-fetch-site": "cross-site" } })).status, 200);
});

test("no part of a body that is too large is forwarded", async () => {
  const body = "x".repeat(1_000_000);
  await assertRefused({ path: "/cos/jobs", method: "POST", body }, 413);
  await assertRefused({ path: "/cos/jobs", method: "POST", body, headers: { "transfer-encoding": "chunked" } }, 413);
  await assertRefused({ path: "/authorize", method: "POST", body: "x".repeat(8 * 1024 + 1) }, 413);
  const allowed = await ask(proxy.address, { path: "/cos/jobs", method: "POST", body: "x".repeat(64 * 1024) });
  assert.deepEqual([allowed.status, requests.at(-1).body.length], [200, 64 * 1024]);
});

test("a service that does not answer is distinguished from a refusal", async () => {
  const dead = "http://127.0.0.1:1";
  const { address } = await serve("same-origin-proxy.mjs", { ...keyless, COS_ENDPOINT: dead, SIGNING_BACKEND: dead });
  const { status, reason } = await ask(address, { path: "/cos/jobs" });
  assert.deepEqual([status, reason], [502, "no answer came from behind this proxy"]);
});

test("when the client closes its connection, the forwarded request is aborted", async () => {
  let left = false;
  respond = (request) => request.socket.once("close", () => (left = true));
  const leaving = new AbortController();
  const call = fetch(`${proxy.address}/cos/jobs`, { signal: leaving.signal }).catch(() => {});
  const before = requests.length;
  await eventually("the request arrives", () => requests.length > before);
  leaving.abort();
  await call;
  await eventually("the request is given up", () => left);
});

test("it serves the page and the package, and no other file", async () => {
  const page = await ask(proxy.address);
  assert.deepEqual([page.status, page.headers["content-type"]], [200, "text/html; charset=utf-8"]);
  assert.match(page.headers["content-security-policy"], /frame-ancestors 'none'/);
  assert.equal(page.text, await readFile(join(folder, "page", "index.html"), "utf8"));
  const script = await ask(proxy.address, { path: "/cos-jobs/index.js?v=1" });
  assert.deepEqual([script.status, script.headers["content-type"]], [200, "text/javascript"]);
  const head = await ask(proxy.address, { path: "/page.js", method: "HEAD" });
  assert.deepEqual([head.status, head.text], [200, ""]);

  await writeFile(join(folder, "secret.js"), "outside");
  await symlink(join(folder, "secret.js"), join(folder, "page", "link.js")).catch(() => {}); // Windows may not allow it.
  await writeFile(join(folder, "page", ".hidden.js"), "hidden");
  await writeFile(join(folder, "page", "key.pem"), "a key");
  const paths = [
    "/link.js", "/.hidden.js", "/key.pem", "/../secret.js", "/%2e%2e/secret.js", "/..%2fsecret.js",
    "/x/../../secret.js", "/..\\secret.js", "/page.js/", "/page.js%00.html", "/none.js", "/cos-jobs/",
    "/cos-jobs/package.json", "/cos-jobs/../secret.js", `/${folder}/secret.js`, "/constructor",
  ];
  for (const path of paths) await assertRefused({ path }, 404);
});
