/** The emulator's account, and the check that a runtime really read and changed something there. */

import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { fromEnvironment } from "./environment.mjs";

/** The options of a client for the emulator. */
export const options = {
  endpoint: fromEnvironment("COS_JOBS_ENDPOINT"),
  region: fromEnvironment("COS_JOBS_REGION"),
  uin: fromEnvironment("COS_JOBS_UIN"),
  appId: fromEnvironment("COS_JOBS_APPID"),
  credentials: { secretId: fromEnvironment("COS_JOBS_SECRET_ID"), secretKey: fromEnvironment("COS_JOBS_SECRET_KEY") },
};

const { CosJobs, authorization } = await import(pathToFileURL(join(fromEnvironment("COS_JOBS_PKG"), "index.js")));

/** Not ASCII, so that a wrong text encoding is noticed. */
const REASON = "不再需要 & won't be missed";

/**
 * Asserts that a runtime works: `perform` runs the scenario there, and the service must then show the change.
 *
 * @param {(given: object) => Promise<object>} perform returns the outcome of the scenario
 */
export async function assertWorks(perform) {
  const jobId = await createJob();
  const { status } = await new CosJobs(options).describeJob({ jobId });
  assert.ok(!status.startsWith("Cancel"), `the new job is ${status} before it was cancelled`);

  const outcome = await perform({ options, jobId, reason: REASON });

  assert.deepEqual(outcome, {
    isListed: true,
    change: { jobId, status: "Cancelling", statusUpdateReason: REASON },
    refusal: { name: "CosJobsError", code: "NoSuchJob", isCosJobsError: true },
  });
  const job = await new CosJobs(options).describeJob({ jobId });
  assert.match(job.status, /^Cancell(ing|ed)$/);
}

/**
 * Asserts that the emulator works in a runtime.
 *
 * @param {(given: object) => Promise<object>} perform returns the outcome of hosts/emulated.mjs
 */
export async function assertEmulatorWorks(perform) {
  assert.deepEqual(await perform({}), {
    confirmed: ["Ready", true],
    end: "Complete",
    lost: ["Cancelling", true],
    refusal: { name: "CosJobsError", code: "NoSuchJob", isCosJobsError: true },
  });
}

/** Creates a job for one runtime, so that no test depends on the jobs of another. */
async function createJob() {
  const host = new URL(options.endpoint).host;
  const now = Math.floor(Date.now() / 1000);
  const headers = { "content-type": "application/xml", "x-cos-appid": options.appId };
  const signature = await authorization(
    { method: "POST", path: "/jobs", headers: { ...headers, host } },
    { ...options.credentials, startTime: now - 60, endTime: now + 600 },
  );
  const request = { method: "POST", headers: { ...headers, authorization: signature }, body: newJob() };
  const response = await fetch(`${options.endpoint}/jobs`, request);
  const answer = await response.text();
  assert.ok(response.ok, `the emulator did not create the job: ${answer}`);
  return /<JobId>([^<]+)<\/JobId>/.exec(answer)[1];
}

const newJob = () => `<?xml version="1.0" encoding="utf-8"?>
<CreateJobRequest>
  <ClientRequestToken>${randomUUID()}</ClientRequestToken>
  <ConfirmationRequired>true</ConfirmationRequired>
  <Manifest>
    <Location>
      <ETag>"15150651828fa9cdcb8356b6d1c7638b"</ETag>
      <ObjectArn>qcs::cos:${options.region}::lists-${options.appId}/list.csv</ObjectArn>
    </Location>
    <Spec>
      <Fields><member>Bucket</member><member>Key</member></Fields>
      <Format>COSBatchOperations_CSV_V1</Format>
    </Spec>
  </Manifest>
  <Operation><COSDeleteObject></COSDeleteObject></Operation>
  <Priority>1</Priority>
  <Report><Enabled>false</Enabled></Report>
  <RoleArn>qcs::cam::uin/${options.uin}:roleName/Batch</RoleArn>
</CreateJobRequest>`;
