/** Row: the signature of any request. */

import { equal } from "node:assert/strict";
import { createRequire } from "node:module";

import { authorization } from "../../pkg/index.js";
import { account, jobIdAt } from "./support/data.mjs";
import { pick, race } from "./support/race.mjs";

const require = createRequire(import.meta.url);
const { secretId, secretKey } = account.credentials;

const OURS = "cos-jobs authorization()";
const NODE_SDK = "cos-nodejs-sdk-v5 getAuthorization()";

export const contestants = { [OURS]: ours, [NODE_SDK]: nodeSdk };

export const row = {
  name: "authorization",
  title: "The signature of any request",
  timed:
    "Ours: `await authorization()`. The SDK: its `getAuthorization()`, the same function as `getAuth` of a client. " +
    "Both sign a GET with three parameters and three headers, valid from now; their results are compared byte by byte first.",
  async measure(how) {
    await compare();
    const samples = await race(import.meta.url, Object.keys(contestants), how);
    return [{ unit: "µs", ours: OURS, ...pick(samples, "micros"), goals: [{ against: NODE_SDK, most: 1 }] }];
  },
};

const query = { prefix: "photos/2026 (spring)/", "max-keys": "100", "encoding-type": "url" };
const headers = { host: "bench-1250000000.cos.ap-chengdu.myqcloud.com", "x-cos-acl": "private", range: "bytes=0-1023" };

async function ours() {
  return (index) => {
    const startTime = Math.floor(Date.now() / 1000);
    const request = { method: "GET", path: `/${jobIdAt(index)}`, query, headers };
    return authorization(request, { secretId, secretKey, startTime, endTime: startTime + 900 });
  };
}

async function nodeSdk() {
  const COS = require("cos-nodejs-sdk-v5");
  return (index) => {
    const startTime = Math.floor(Date.now() / 1000);
    return COS.getAuthorization({
      SecretId: secretId,
      SecretKey: secretKey,
      KeyTime: `${startTime};${startTime + 900}`,
      Method: "GET",
      Key: jobIdAt(index),
      Query: query,
      Headers: headers,
    });
  };
}

/** Both must return the same result, because they must do the same work. A new second may begin between the two calls. */
async function compare() {
  const both = [await ours(), await nodeSdk()];
  const answers = async () => [await both[0](7), both[1](7)];
  const [first, second] = await answers();
  if (first !== second) equal(...(await answers()));
}
