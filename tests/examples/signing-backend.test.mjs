/** The backend builds the requests that its policy allows, signs them, and signs nothing else. */

import assert from "node:assert/strict";
import { before, test } from "node:test";

import { account, ask, authorization, CosJobs, host, keyed, run, serve, waitingJobs } from "./support.mjs";

const PAGE = "https://page.example";

let backend;
let confirmable;
let other;
before(async () => {
  [confirmable, other] = await waitingJobs("for the backend", "not for the backend");
  const settings = { ...keyed, DEMO_USER: "tester", PAGE_ORIGIN: PAGE, CONFIRMABLE_JOBS: `a, ${confirmable}` };
  backend = await serve("signing-backend.mjs", settings);
});

const FROM_PAGE = { origin: PAGE, "content-type": "application/json", "sec-fetch-site": "same-origin" };

/** Requests a signature as the page does. */
function post(body, { headers = FROM_PAGE, ...request } = {}) {
  return ask(backend.address, { path: "/authorize", method: "POST", headers, body, ...request });
}

/** The description of a request that a client sends to the backend, with some changes. */
async function shown(action, input, change = () => {}) {
  let description;
  const authorize = (request) => {
    description = request;
    return "q-sign-algorithm=none";
  };
  await new CosJobs({ ...account, authorize }).prepare(action, input);
  change(description);
  return description;
}

/** Asserts that a valid request with this change is refused, and checks the reason. */
async function assertRefused(action, input, change, reason) {
  const { status, text } = await post(JSON.stringify(await shown(action, input, change)));
  assert.equal(status, 403, `${change}: ${text}`);
  assert.match(JSON.parse(text).reason, reason, String(change));
  assert.deepEqual(Object.keys(JSON.parse(text)), ["reason"]);
}

const REASON = "all's well (人)";
const confirmation = () => ({ jobId: confirmable, requestedJobStatus: "Ready", statusUpdateReason: REASON });

test("a client that uses the backend can do everything that the policy allows", async () => {
  const authorize = async (request) => JSON.parse((await post(JSON.stringify(request))).text);
  const jobs = new CosJobs({ ...account, authorize });
  const page = await jobs.listJobs({ jobStatuses: "Suspended", maxResults: 1 });
  assert.ok((await jobs.listJobs({ maxResults: 2, nextToken: page.nextToken })).jobs.length > 0);
  assert.equal((await jobs.describeJob({ jobId: other })).status, "Suspended");
  assert.notEqual((await jobs.updateJobStatus(confirmation())).status, "Suspended");
  assert.match((await jobs.updateJobStatus({ jobId: other, requestedJobStatus: "Cancelled" })).status, /^Cancell/);
  assert.match(backend.output, new RegExp(`signed for tester: POST /jobs/${confirmable}/status Ready`));
});

test("it signs the request that it built itself, for one minute", async () => {
  const asked = await shown("UpdateJobStatus", confirmation());
  const { status, text, headers } = await post(JSON.stringify({ ...asked, priority: 9, more: { $: 1 } }));
  assert.equal(status, 200, text);
  const answer = JSON.parse(text);
  assert.deepEqual(Object.keys(answer), ["authorization"]);
  const [, startTime, endTime] = /q-sign-time=(\d+);(\d+)/.exec(answer.authorization).map(Number);
  assert.equal(endTime - startTime, 60);
  const now = Date.now() / 1000;
  assert.ok(startTime <= now && now < endTime);
  const keys = { secretId: keyed.COS_SECRET_ID, secretKey: keyed.COS_SECRET_KEY, startTime, endTime };
  const request = {
    method: "POST",
    path: `/jobs/${confirmable}/status`,
    query: { requestedJobStatus: "Ready", statusUpdateReason: REASON },
    headers: { host, "x-cos-appid": account.appId },
  };
  assert.equal(answer.authorization, await authorization(request, keys));
  assert.equal(headers["cache-control"], "no-store");
  assert.equal(headers["access-control-allow-origin"], undefined);
});

test("with temporary keys it also returns their token", async () => {
  const settings = { ...keyed, COS_SESSION_TOKEN: "the-token", DEMO_USER: "tester", PAGE_ORIGIN: PAGE };
  const { address } = await serve("signing-backend.mjs", settings);
  const body = JSON.stringify(await shown("ListJobs"));
  const { text } = await ask(address, { path: "/authorize", method: "POST", headers: FROM_PAGE, body });
  assert.equal(JSON.parse(text).sessionToken, "the-token");
  assert.match(JSON.parse(text).authorization, /q-header-list=host;x-cos-appid;x-cos-security-token&/);
});

test("what the policy does not allow is refused", async () => {
  const change = { jobId: other, requestedJobStatus: "Ready" };
  await assertRefused("UpdateJobStatus", change, undefined, /may not be confirmed/);
  const as = (action) => (request) => (request.action = action);
  const none = ["constructor", "__proto__", "", ["ListJobs"], 1, null];
  for (const action of ["CreateJob", "DeleteJob", "UpdateJobPriority", ...none]) {
    await assertRefused("ListJobs", {}, as(action), /action is not allowed/);
  }
  for (const status of ["Paused", "ready", ["Cancelled"], null]) {
    const asked = (request) => (request.requestedJobStatus = request.query.requestedJobStatus = status);
    await assertRefused("UpdateJobStatus", confirmation(), asked, /requestedJobStatus is not one/);
  }
});

test("another account, or a request that does not match the action, is refused", async () => {
  const cancel = { jobId: other, requestedJobStatus: "Cancelled" };
  const changes = [
    // The description says to cancel, but the request would confirm, and the reverse.
    [(request) => (request.query.requestedJobStatus = "Ready"), /^the query /],
    [(request) => (request.requestedJobStatus = "Ready"), /may not be confirmed/],
    [(request) => (request.host = "100000000002.cos-control.ap-chengdu.myqcloud.com"), /^the host /],
    [(request) => (request.headers.host = "evil.example"), /^the headers /],
    [(request) => (request.headers["x-cos-appid"] = "1250000001"), /^the headers /],
    [(request) => (request.headers["x-cos-more"] = "1"), /^the headers /],
    [(request) => delete request.headers.host, /^the headers /],
    [(request) => delete request.headers, /^the headers /],
    [(request) => (request.path = `/jobs/${confirmable}/status`), /^the path /],
    [(request) => (request.path += "/"), /^the path /],
    [(request) => (request.path = request.path.replace("/status", "/priority")), /^the path /],
    [(request) => (request.path = [request.path]), /^the path /],
    [(request) => (request.jobId = confirmable), /^the path /],
    [(request) => (request.query.priority = "1"), /^the query /],
    [(request) => (request.query.statusUpdateReason = "a\nb"), /statusUpdateReason is not one/],
    [(request) => (request.query.statusUpdateReason = "x".repeat(257)), /statusUpdateReason is not one/],
    [(request) => (request.query = null), /^the query /],
    [(request) => (request.query = "requestedJobStatus=Cancelled"), /^the query /],
    [(request) => (request.method = "DELETE"), /^the method /],
    [(request) => (request.method = "post"), /^the method /],
  ];
  for (const [change, reason] of changes) await assertRefused("UpdateJobStatus", cancel, change, reason);

  await assertRefused("DescribeJob", { jobId: other }, (request) => (request.query = { acl: "" }), /^the query /);
  await assertRefused("DescribeJob", { jobId: other }, (request) => (request.method = "DELETE"), /^the method /);
  await assertRefused("ListJobs", {}, (request) => (request.method = "POST"), /^the method /);
  await assertRefused("ListJobs", {}, (request) => (request.path = "/"), /^the path /);
  await assertRefused("ListJobs", {}, (request) => (request.query.prefix = "x"), /^the query /);
  await assertRefused("ListJobs", {}, (request) => (request.query.maxResults = 5), /maxResults is not one/);
});

test("a job id cannot change the rest of the path", async () => {
  const misleading = ["..", ".", "a/../b", "a%2Fstatus", "%2e%2e", "a?x=y", "a#b", "a\nb", "a ", ""];
  for (const jobId of [...misleading, "a".repeat(65), ["a"], 5, null]) {
    const as = (request) => Object.assign(request, { jobId, path: `/jobs/${jobId}` });
    await assertRefused("DescribeJob", { jobId: other }, as, /jobId is not one/);
  }
});

test("only requests from the page itself are accepted", async () => {
  const body = JSON.stringify(await shown("ListJobs"));
  const status = async (change) => (await post(body, { headers: { ...FROM_PAGE, ...change } })).status;
  assert.equal(await status({}), 200);
  assert.equal(await status({ "content-type": "application/json; charset=utf-8" }), 200);
  for (const origin of ["https://evil.example", "http://page.example", "https://page.example.evil.example", "null"]) {
    assert.equal(await status({ origin }), 403, origin);
  }
  for (const site of ["cross-site", "same-site", "none"]) {
    assert.equal(await status({ "sec-fetch-site": site }), 403, site);
  }
  // These need no preflight, so every page can make a browser send them.
  for (const type of ["text/plain", "application/x-www-form-urlencoded"]) {
    assert.equal(await status({ "content-type": type }), 415, type);
  }
  const { origin, ...nowhere } = FROM_PAGE;
  assert.equal((await post(body, { headers: nowhere })).status, 403, `no ${origin}`);
  for (const method of ["OPTIONS", "GET", "PUT"]) assert.equal((await post(undefined, { method })).status, 405, method);
  assert.equal((await post(body, { path: "/authorize/../x" })).status, 404);
});

test("a body that is too large or not a JSON object is refused", async () => {
  const large = JSON.stringify({ ...(await shown("ListJobs")), more: "x".repeat(200_000) });
  assert.deepEqual(await said(large), [413, "the body has more than 8192 bytes"]);
  const chunked = { ...FROM_PAGE, "transfer-encoding": "chunked" };
  assert.deepEqual(await said(large, { headers: chunked }), [413, "the body has more than 8192 bytes"]);
  for (const body of ["", "{", "5", "null", '"ListJobs"']) assert.equal((await said(body))[0], 400, body);
  assert.equal((await said("[]"))[0], 403);

  async function said(body, request) {
    const { status, reason } = await post(body, request);
    return [status, reason];
  }
});

test("without a session nothing is signed, and without keys it does not start", async () => {
  const { address } = await serve("signing-backend.mjs", { ...keyed, PAGE_ORIGIN: PAGE });
  const body = JSON.stringify(await shown("ListJobs"));
  const { status, reason } = await ask(address, { path: "/authorize", method: "POST", headers: FROM_PAGE, body });
  assert.deepEqual([status, reason], [401, "there is no session: sign in first"]);

  const { code, output } = await run("signing-backend.mjs", [], { ...keyed, COS_SECRET_KEY: "" });
  assert.deepEqual([code, output.trim()], [2, "COS_SECRET_KEY is not set: the head of this program lists the settings"]);
});

test("unusable keys are not shown either", async () => {
  const bad = "a key that can't\u0001 be";
  const settings = { ...keyed, COS_SECRET_ID: bad, COS_SECRET_KEY: bad, DEMO_USER: "tester", PAGE_ORIGIN: PAGE };
  const child = await serve("signing-backend.mjs", settings);
  const body = JSON.stringify(await shown("ListJobs"));
  const { status, text } = await ask(child.address, { path: "/authorize", method: "POST", headers: FROM_PAGE, body });
  assert.deepEqual([status, text], [500, '{"reason":"it could not be signed"}']);
  assert.match(child.output, /^failed: InvalidInput$/m);
  assert.ok(!child.output.includes(bad.slice(0, 10)));
});
