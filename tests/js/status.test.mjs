/** isFinal and canRequest: synchronous, from the table of the Rust source. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { esm } from "./support.mjs";

const { canRequest, isFinal } = esm;
const open = ["New", "Preparing", "Suspended", "Ready", "Active", "Pausing", "Paused"];
const ending = ["Completing", "Failing", "Cancelling"];
const final = ["Complete", "Failed", "Cancelled"];

test("three statuses are final, and a status of the future is not", () => {
  for (const status of final) assert.equal(isFinal(status), true);
  for (const status of [...open, ...ending, "Hibernating", "constructor", ""]) assert.equal(isFinal(status), false);
});

test("what may be requested follows the documents", () => {
  assert.equal(canRequest("Suspended", "Ready"), "yes");
  assert.equal(canRequest("Preparing", "Ready"), "likely");
  assert.equal(canRequest("Active", "Ready"), "unlikely");
  for (const status of open) assert.equal(canRequest(status, "Cancelled"), "yes");
  for (const status of ending) assert.equal(canRequest(status, "Cancelled"), "unlikely");
  for (const status of final) {
    assert.equal(canRequest(status, "Cancelled"), "no");
    assert.equal(canRequest(status, "Ready"), "no");
  }
});

test("what is unknown is neither promised nor looked up elsewhere", () => {
  assert.equal(canRequest("Hibernating", "Cancelled"), "unlikely");
  assert.equal(canRequest("toString", "Cancelled"), "unlikely");
  assert.equal(canRequest("Active", "Paused"), "no");
  assert.equal(canRequest("Active", "toString"), "no");
});
