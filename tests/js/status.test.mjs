/** isFinal and canRequest, which are synchronous and use the table in the Rust source. */

import assert from "node:assert/strict";
import { test } from "node:test";

import { esm } from "./support.mjs";

const { canRequest, isFinal } = esm;
const open = ["New", "Preparing", "Suspended", "Ready", "Active", "Pausing", "Paused"];
const ending = ["Completing", "Failing", "Cancelling"];
const final = ["Complete", "Failed", "Cancelled"];

test("three statuses are final, and an unknown status is not", () => {
  for (const status of final) assert.equal(isFinal(status), true);
  for (const status of [...open, ...ending, "Hibernating", "constructor", ""]) assert.equal(isFinal(status), false);
});

test("canRequest follows the documentation of the service", () => {
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

test("an unknown status is never \"yes\", and Object.prototype is not searched for it", () => {
  assert.equal(canRequest("Hibernating", "Cancelled"), "unlikely");
  assert.equal(canRequest("toString", "Cancelled"), "unlikely");
  assert.equal(canRequest("Active", "Paused"), "no");
  assert.equal(canRequest("Active", "toString"), "no");
});
