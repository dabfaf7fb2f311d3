/** Bad input: refused with a clear error, before anything is sent. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { creation } from "./creation.mjs";
import { account, answering, clientOf, esm, rejection } from "./support.mjs";

const good = { jobId: "65f2e4cf-83f5-42f1-9aa2-14720613da29", requestedJobStatus: "Ready" };

async function assertRefused(call, mentions) {
  const { fetch, requests } = answering("");
  const error = await rejection(call((options) => clientOf(fetch, options)));
  assert.equal(error.name, "CosJobsError", error.stack);
  assert.deepEqual([error.kind, error.code, error.effect, error.attempts], ["input", "InvalidInput", "none", 0]);
  assert.ok(error.message.includes(mentions), `"${error.message}" names ${mentions}`);
  assert.equal(requests.length, 0, "nothing was sent");
}

test("an input that the service would refuse is refused before sending", async () => {
  for (const [wrong, mentions] of [
    [{ jobId: undefined }, "jobId"],
    [{ jobId: null }, "jobId"],
    [{ jobId: "" }, "jobId"],
    [{ jobId: 5 }, "jobId"],
    [{ jobId: "x".repeat(65) }, "jobId"],
    [{ jobId: "." }, "jobId"],
    [{ jobId: ".." }, "jobId"],
    [{ jobId: "a b" }, "jobId"],
    [{ jobId: "a\r\nx-cos-appid: 1" }, "jobId"],
    [{ jobId: "a\0" }, "jobId"],
    [{ jobId: "\ud800" }, "jobId"],
    [{ requestedJobStatus: undefined }, "requestedJobStatus"],
    [{ requestedJobStatus: "ready" }, "requestedJobStatus"],
    [{ requestedJobStatus: "Paused" }, "requestedJobStatus"],
    [{ requestedJobStatus: ["Ready"] }, "requestedJobStatus"],
    [{ statusUpdateReason: "x".repeat(257) }, "statusUpdateReason"],
    [{ statusUpdateReason: "腾".repeat(86) }, "statusUpdateReason"],
    [{ statusUpdateReason: "a\nb" }, "statusUpdateReason"],
    [{ statusUpdateReason: "\udc00" }, "statusUpdateReason"],
    [{ statusUpdateReason: { toString: () => "x" } }, "statusUpdateReason"],
  ]) {
    await assertRefused((client) => client().updateJobStatus({ ...good, ...wrong }), mentions);
  }
  for (const wrong of [undefined, null, "id", 5]) {
    await assertRefused((client) => client().describeJob(wrong), "must be an object");
  }
  await assertRefused((client) => client().listJobs({ maxResults: 0 }), "maxResults");
  await assertRefused((client) => client().listJobs({ maxResults: 1.5 }), "maxResults");
  await assertRefused((client) => client().listJobs({ maxResults: "10" }), "maxResults");
  await assertRefused((client) => client().listJobs({ jobStatuses: "Canceled" }), "jobStatuses");
  await assertRefused((client) => client().prepare("DropJob", {}), "action");
});

test("text after an action's name is not interpreted as options or input", async () => {
  const { jobId } = good;
  for (const action of [
    "DeleteJob\n",
    'DeleteJob\n{"timeout":1}',
    `DeleteJob\n{"timeout":1}\n{"jobId":"another"}`,
    "\nDeleteJob",
    "DeleteJob ",
    "deleteJob\r",
    "",
    undefined,
    ["DeleteJob", ""],
  ]) {
    await assertRefused((client) => client().prepare(action, { jobId }), "action");
  }
  const { method, url } = await clientOf(answering("").fetch).prepare("deleteJob", { jobId });
  assert.deepEqual([method, url], ["DELETE", `${account.endpoint}/jobs/${jobId}`]);
});

test("a client's options are checked by its first call", async () => {
  for (const [wrong, mentions] of [
    [{ region: "evil.example/" }, "region"],
    [{ region: "ap-chengdu.evil.example#" }, "region"],
    [{ region: undefined }, "region"],
    [{ uin: true }, "uin"],
    [{ uin: "a@b" }, "uin"],
    [{ appId: "" }, "appId"],
    [{ appId: "1\r\n2" }, "appId"],
    [{ endpoint: "javascript:alert(1)" }, "endpoint"],
    [{ endpoint: "https://user:pass@host" }, "endpoint"],
    [{ signedHost: "host/path" }, "signedHost"],
    [{ timeout: 0 }, "timeout"],
    [{ timeout: Infinity }, "timeout"],
    [{ maxAttempts: 0 }, "maxAttempts"],
    [{ signatureLifetime: -1 }, "signatureLifetime"],
    [{ clockOffset: NaN }, "clockOffset"],
  ]) {
    await assertRefused((client) => client(wrong).listJobs(), mentions);
  }
  await assertRefused((client) => client().listJobs({}, { timeout: "1" }), "timeout");
});

test("a reason of exactly 256 bytes is accepted, and an empty one too", async () => {
  for (const reason of ["x".repeat(256), `${"腾".repeat(85)}x`, ""]) {
    const { fetch, requests } = answering("");
    await rejection(clientOf(fetch).updateJobStatus({ ...good, statusUpdateReason: reason }));
    assert.equal(new URL(requests[0].url).searchParams.get("statusUpdateReason"), reason);
  }
});

test("a job's id cannot change the address of a request", async () => {
  for (const jobId of ["../x", "a/../b", "%2e%2e", "a?b", "a#b", "a\\b", "@host", "//host", "..."]) {
    const { fetch, requests } = answering("");
    await rejection(clientOf(fetch).describeJob({ jobId }));
    const url = new URL(requests[0].url);
    assert.equal(url.origin, account.endpoint);
    assert.equal(url.pathname, `/jobs/${encodeURIComponent(jobId)}`, jobId);
    assert.equal(url.search + url.hash, "");
  }
});

test("unusable credentials are a different error from a refusal, and are not sent", async () => {
  for (const credentials of [undefined, "key", {}, { secretId: "a" }, { secretId: "a", secretKey: "b\n" }]) {
    const { fetch, requests } = answering("");
    const error = await rejection(clientOf(fetch, { credentials }).listJobs());
    assert.deepEqual([error.kind, error.code, error.effect], ["credentials", "CredentialsFailed", "none"]);
    assert.equal(requests.length, 0);
  }
});

test("a getter that throws is an input error, not a crash", async () => {
  const input = {
    get jobId() {
      throw new Error("boom");
    },
  };
  await assertRefused((client) => client().describeJob(input), "jobId");
});

test("nothing happens at import or construction", () => {
  const { fetch, requests } = answering("");
  assert.equal(typeof new esm.CosJobs({ ...account, fetch }), "object");
  assert.equal(requests.length, 0);
});

test("an invalid clientRequestToken is refused, not replaced", async () => {
  for (const clientRequestToken of ["", 7, false, {}, [], "a b", "腾", "\ud800", () => "token"]) {
    await assertRefused((client) => client().createJob({ ...creation, clientRequestToken }), "clientRequestToken");
    await assertRefused((client) => client().createJob({ clientRequestToken, ...creation }), "clientRequestToken");
    await assertRefused((client) => client().prepare("createJob", { ...creation, clientRequestToken }), "clientRequestToken");
  }
});

test("a clientRequestToken from a class's getter is sent, and no other", async () => {
  class Plan {
    #token = "of-a-private-field";
    get clientRequestToken() {
      return this.#token;
    }
  }
  const { fetch, requests } = answering("");
  await rejection(clientOf(fetch).createJob(Object.assign(new Plan(), creation)));
  assert.deepEqual(requests[0].body.match(/<ClientRequestToken>.*?</g), ["<ClientRequestToken>of-a-private-field<"]);
});

test("createJob with no object or an empty object gets an error about that, not about the token", async () => {
  for (const wrong of [[], [creation], null, undefined, "job", 7, true, () => creation]) {
    await assertRefused((client) => client().createJob(wrong), "must be an object");
  }
  await assertRefused((client) => client().createJob({}), "manifest is required");
  await assertRefused((client) => client().prepare("createJob", {}), "manifest is required");
});

test("the message tells what is wrong with an id or a long text", async () => {
  const update = (wrong) => (client) => client().updateJobStatus({ ...good, ...wrong });
  await assertRefused(update({ jobId: "65f2e4cf\n" }), "white space at its end");
  await assertRefused(update({ jobId: "65f2 e4cf" }), "white space in it");
  await assertRefused(update({ statusUpdateReason: "腾".repeat(1000) }), "It has 3000 bytes, and the limit is 256");
});

test("uin and appId may be safe integers", async () => {
  const { fetch } = answering("");
  const [uin, appId] = [100000000001, 1250000000];
  const prepared = await clientOf(fetch, { uin, appId, endpoint: undefined }).prepare("DescribeJob", { jobId: "a" });
  assert.equal(new URL(prepared.url).host, `100000000001.cos-control.${account.region}.myqcloud.com`);
  assert.equal(prepared.headers["x-cos-appid"], "1250000000");
  for (const wrong of [1.5, -1, 2 ** 53, Number.NaN]) {
    await assertRefused((client) => client({ appId: wrong }).describeJob({ jobId: "a" }), "appId must be a whole number");
  }
});
