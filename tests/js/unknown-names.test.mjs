/** Misspelled properties: they are refused before anything is sent, because ignoring one could start or stop a job. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { creation } from "./creation.mjs";
import { listed, manyJobs } from "./service.mjs";
import { account, answering, clientOf, esm, rejection } from "./support.mjs";

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";

async function assertRefused(call, message, options) {
  const { fetch, requests } = answering(listed(manyJobs(2, "Active")));
  const error = await rejection(call(clientOf(fetch, options)));
  assert.deepEqual([error.name, error.kind, error.effect], ["CosJobsError", "input", "none"], error.stack);
  assert.ok(error.message.includes(message), error.message);
  assert.equal(requests.length, 0, "nothing was sent");
}

test("a misspelled name is refused, and the error names the closest known one", async () => {
  await assertRefused((jobs) => jobs.cancelJobs({ jobStatuses: "Active", dryrun: true }).next(), "Did you mean dryRun?");
  await assertRefused((jobs) => jobs.createJob({ ...creation, confirmationrequired: true }), "Did you mean confirmationRequired?");
  await assertRefused((jobs) => jobs.updateJobStatus({ jobId, requestedStatus: "Ready" }), "Did you mean requestedJobStatus?");
  await assertRefused((jobs) => jobs.confirmJob({ jobId, statusUpdateReason: "x" }), "statusUpdateReason is not a known property");
  await assertRefused((jobs) => jobs.waitForJob({ jobId, untill: "final" }), "Did you mean until?");
  await assertRefused((jobs) => jobs.watchJob({ jobId, until: "final" }).next(), "until is not a known property");
  await assertRefused((jobs) => jobs.listAllJobs({ jobStatus: "Ready" }).next(), "Did you mean jobStatuses?");
  await assertRefused((jobs) => jobs.prepare("ListJobs", { maxResult: 1 }), "Did you mean maxResults?");
});

test("a misspelled name is refused at every depth", async () => {
  const operation = { cosPutObjectTagging: { taggingDirective: "Add", tagSet: [{ key: "k", value: "v", note: "x" }] } };
  await assertRefused((jobs) => jobs.createJob({ ...creation, operation }), "operation.cosPutObjectTagging.tagSet[0].note");
  const report = { ...creation.report, enable: true };
  await assertRefused((jobs) => jobs.createJob({ ...creation, report }), "report.enable is not a known property. Did you mean enabled?");
});

test("options in the wrong argument, and unknown options, are refused", async () => {
  await assertRefused((jobs) => jobs.describeJob({ jobId, timeout: 5 }), "pass it in the second argument");
  await assertRefused((jobs) => jobs.describeJob({ jobId }, { retries: 5 }), "retries is not a known property");
  await assertRefused((jobs) => jobs.describeJob({ jobId }), "Did you mean maxAttempts?", { maxAttempt: 2 });
});

test("an inherited property is read or refused, never ignored", async () => {
  class Careful {
    get dryrun() {
      return true;
    }
  }
  const input = Object.assign(new Careful(), { jobStatuses: "Active" });
  await assertRefused((jobs) => jobs.cancelJobs(input).next(), "Did you mean dryRun?");
});

test("undefined values, a constructor and Object.prototype are no unknown properties", async (t) => {
  const { fetch } = answering(listed([]));
  Object.defineProperty(Object.prototype, "surprise", { value: 1, enumerable: true, configurable: true });
  t.after(() => delete Object.prototype.surprise);
  class Input {
    maxResults = 5;
  }
  await clientOf(fetch).listJobs(Object.assign(new Input(), { unknown: undefined }));
});

test("credentials may have more properties than are needed", async () => {
  for (const [credentials, token] of [
    [{ TmpSecretId: "id", TmpSecretKey: "key", Token: "cvm-role", ExpiredTime: 4e9, Expiration: "2099", Code: "Success" }, "cvm-role"],
    [{ Credentials: { TmpSecretId: "id", TmpSecretKey: "key", Token: "sts-3" }, ExpiredTime: 4e9, Expiration: "2099" }, "sts-3"],
    [{ TmpSecretId: "id", TmpSecretKey: "key", XCosSecurityToken: "browser-sdk", StartTime: 1, ExpiredTime: 4e9 }, "browser-sdk"],
    [{ credentials: { tmpSecretId: "id", tmpSecretKey: "key", sessionToken: "sts" }, expiredTime: 4e9, requestId: "x" }, "sts"],
  ]) {
    const jobs = new esm.CosJobs({ ...account, credentials: async () => credentials });
    const { headers } = await jobs.prepare("ListJobs", {});
    assert.equal(headers["x-cos-security-token"], token);
  }
});
