/** Messages that tell a user what to write instead. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { account, answering, esm, rejection } from "./support.mjs";

const { fetch } = answering("<ListJobsResult/>");
const listing = (options, input) => rejection(new esm.CosJobs({ ...account, fetch, ...options }).listJobs(input));

test("a missing or wrong region, uin or appId is explained by an example", async () => {
  for (const [option, example] of Object.entries({ region: "ap-chengdu", uin: "100000000001", appId: "1250000000" })) {
    for (const value of [undefined, "", true]) {
      const { kind, message } = await listing({ [option]: value });
      assert.equal(kind, "input");
      assert.ok(message.startsWith(option) && message.endsWith(`, such as "${example}"`), message);
    }
  }
});

test("an array in the place of a single value is named as such", async () => {
  for (const jobStatuses of [["Suspended"], ["Ready", "Reddy"]]) {
    assert.match((await listing({}, { jobStatuses })).message, /^jobStatuses must be one of .*"Suspended"\. An array is not allowed here$/);
  }
  assert.doesNotMatch((await listing({}, { jobStatuses: "Reddy" })).message, /array/);
});

test("a failed function for credentials or signatures is named", async () => {
  const fail = () => {
    throw new Error("no");
  };
  const never = () => new Promise(() => {});
  const none = { credentials: undefined };
  assert.match((await listing({ credentials: fail })).message, /the function credentials failed: see the cause/);
  assert.match((await listing({ ...none, authorize: fail })).message, /the function authorize failed: see the cause/);
  assert.match((await listing({ credentials: never, timeout: 20 })).message, /the function credentials did not answer in time/);
  assert.match((await listing({ ...none, authorize: never, timeout: 20 })).message, /the function authorize did not answer in time/);
});
