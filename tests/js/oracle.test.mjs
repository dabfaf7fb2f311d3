/** The signature against both official SDKs, on random requests. */

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { test } from "node:test";

import { account, esm } from "./support.mjs";

const require = createRequire(import.meta.url);
const nodeSdk = require("cos-nodejs-sdk-v5/sdk/util.js");
const browserSdk = require("cos-js-sdk-v5");

const REQUESTS = 2000;
const SEED = 20190516;

/** mulberry32: a small random number generator with a seed, good enough to vary inputs. */
function random(seed) {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

const LETTERS = [..."abcXYZ019-_.~ !'()*\"#$&+,/:;=?@[]<>^`{|}é中文腾讯云😀"];
// The SDKs sort by the raw key, but the list has encoded keys, so all keys must have the same order in both forms.
const KEY_LETTERS = [..."abcdefghijklmnopqrstuvwxyzABCXYZ0123456789-"];
// A path has no %, because a % that starts an escape can be interpreted in two ways.
const PATH_LETTERS = [...LETTERS, "/", "/"];

function randomRequest(pick) {
  const text = (letters, most) => Array.from({ length: pick(most + 1) }, () => letters[pick(letters.length)]).join("");
  const pairs = (prefix, most) => {
    const names = new Map();
    for (let count = pick(most + 1); count > 0; count -= 1) {
      const name = prefix + text(KEY_LETTERS, 12);
      names.set(name.toLowerCase(), [name, text(LETTERS, 40)]);
    }
    names.delete("");
    return Object.fromEntries(names.values());
  };
  const startTime = 1_500_000_000 + pick(500_000_000);
  return {
    method: ["GET", "POST", "PUT", "DELETE", "HEAD"][pick(5)],
    path: `/${text(PATH_LETTERS, 40)}`,
    query: pairs("", 6),
    headers: { Host: `${pick(1_000_000)}.example.com`, ...pairs("x-cos-", 5) },
    startTime,
    endTime: startTime + pick(100_000),
  };
}

function sdkOptions({ method, path, query, headers, startTime, endTime }) {
  const { secretId, secretKey } = account.credentials;
  return {
    SecretId: secretId,
    SecretKey: secretKey,
    Method: method,
    Pathname: path,
    Query: query,
    Headers: headers,
    KeyTime: `${startTime};${endTime}`,
    UseRawKey: true,
  };
}

test(`both official SDKs make the same signatures for ${REQUESTS} random requests`, async () => {
  const pick = random(SEED);
  for (let index = 0; index < REQUESTS; index += 1) {
    const request = randomRequest(pick);
    const ours = await esm.authorization(request, { ...account.credentials, ...request });
    const story = `request ${index} of seed ${SEED}: ${JSON.stringify(request)}`;
    assert.equal(ours, nodeSdk.getAuth(sdkOptions(request)), story);
    assert.equal(ours, browserSdk.getAuthorization(sdkOptions(request)), story);
  }
});
