/** Signals, functions and hosts that differ from the usual ones. */

import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { getEventListeners } from "node:events";
import { join } from "node:path";
import { test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { promisify } from "node:util";

import { account, answering, clientOf, esm, packageFolder, rejection } from "./support.mjs";

const jobId = "job";
const described = (status) => `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>${status}</Status></Job></DescribeJobResult>`;

test("undefined, null and false mean that there is no signal, and anything else that is no signal is refused", async () => {
  const { fetch, requests } = answering(described("Active"));
  const client = clientOf(fetch);
  for (const signal of [undefined, null, false]) {
    assert.equal((await client.describeJob({ jobId }, { signal })).status, "Active");
    assert.equal((await client.watchJob({ jobId }, { signal }).next()).value.status, "Active");
  }
  const sent = requests.length;
  for (const signal of [true, 0, "", "abort", {}, () => {}, new AbortController()]) {
    const error = await rejection(client.describeJob({ jobId }, { signal }));
    assert.deepEqual([error.kind, error.effect], ["input", "none"], String(signal));
    assert.equal((await rejection(client.watchJob({ jobId }, { signal }).next())).kind, "input", String(signal));
  }
  assert.equal(requests.length, sent);
});

test("many calls that share a signal add one listener to it together, and remove it at the end", async () => {
  const { signal } = new AbortController();
  let most = 0;
  const { fetch } = answering(async () => {
    most = Math.max(most, getEventListeners(signal, "abort").length);
    await sleep(5);
    return new Response(described("Active"));
  });
  const client = clientOf(fetch);
  await Promise.all(Array.from({ length: 40 }, () => client.describeJob({ jobId }, { signal })));
  assert.deepEqual([most, getEventListeners(signal, "abort").length], [1, 0]);
});

test("a late answer of the credentials function does not replace a newer request for credentials", async () => {
  const answers = [];
  const credentials = () => new Promise((resolve) => answers.push(resolve));
  const { fetch } = answering(described("Active"));
  const client = clientOf(fetch, { credentials });
  assert.equal((await rejection(client.describeJob({ jobId }, { timeout: 20 }))).kind, "credentials");
  await sleep(150);
  const second = client.describeJob({ jobId });
  await sleep(10);
  answers[0](account.credentials);
  await sleep(10);
  const third = client.describeJob({ jobId });
  await sleep(10);
  assert.equal(answers.length, 2, "the third call waits for the second request");
  answers[1]({ ...account.credentials, expiredTime: 9_999_999_999 });
  assert.deepEqual((await Promise.all([second, third])).map(({ status }) => status), ["Active", "Active"]);
});

test("an option fetch that is no function, and a host without fetch, are input errors, and nothing has happened", async () => {
  for (const fetch of [{}, "fetch", 1]) {
    const client = new esm.CosJobs({ ...account, fetch });
    const error = await rejection(client.updateJobStatus({ jobId, requestedJobStatus: "Ready" }));
    assert.deepEqual([error.kind, error.effect], ["input", "none"]);
  }
  const own = globalThis.fetch;
  try {
    delete globalThis.fetch;
    const error = await rejection(new esm.CosJobs(account).updateJobStatus({ jobId, requestedJobStatus: "Ready" }));
    assert.deepEqual([error.kind, error.effect], ["input", "none"]);
    assert.match(error.message, /has no fetch/);
  } finally {
    globalThis.fetch = own;
  }
});

test("white space around a status, an id and a number is not part of the value", async () => {
  const body =
    `<DescribeJobResult><Job><JobId> ${jobId}\n</JobId><Status>\n  Active </Status><Priority> 7 </Priority>` +
    `<FailureReasons> </FailureReasons></Job></DescribeJobResult>`;
  const job = await clientOf(answering(body).fetch).describeJob({ jobId });
  assert.deepEqual(job, { jobId, status: "Active", priority: 7, failureReasons: [] });
});

test("importing the package needs neither TextDecoder nor crypto, and createJob makes a token without a global crypto", async () => {
  const program = `
    delete globalThis.TextDecoder;
    delete globalThis.crypto;
    const { CosJobs } = await import(${JSON.stringify(join(packageFolder, "index.js"))});
    globalThis.TextDecoder = (await import("node:util")).TextDecoder;
    let body;
    const fetch = async (url, init) => ((body = init.body), new Response("<CreateJobResult><JobId>a</JobId></CreateJobResult>"));
    const jobs = new CosJobs({ ...${JSON.stringify(account)}, fetch });
    const location = { eTag: "e", objectArn: "qcs::cos:ap-chengdu::b-1/m.csv" };
    const created = await jobs.createJob({
      manifest: { location, spec: { format: "COSInventoryReport_CSV_V1" } },
      operation: { cosDeleteObject: {} }, priority: 1, report: { enabled: false }, roleArn: "qcs::cam::uin/1:roleName/r",
    });
    console.log(created.clientRequestToken, body.includes(created.clientRequestToken));
  `;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", program]);
  assert.match(stdout, /^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12} true\n$/);
});
