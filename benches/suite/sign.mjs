/** Row: sign one UpdateJobStatus. */

import { createHash, createHmac } from "node:crypto";
import { createRequire } from "node:module";

import { CosJobs } from "../../pkg/index.js";
import { account, change, host, jobIdAt } from "./support/data.mjs";
import { pick, race } from "./support/race.mjs";

const require = createRequire(import.meta.url);
const { secretId, secretKey } = account.credentials;

const OURS = "cos-jobs prepare()";
const NODE_SDK = "cos-nodejs-sdk-v5 getAuth()";
const BROWSER_SDK = "cos-js-sdk-v5 getAuthorization()";
const DIGESTS = "only three node:crypto digests";

export const contestants = { [OURS]: ours, [NODE_SDK]: nodeSdk, [BROWSER_SDK]: browserSdk, [DIGESTS]: digests };

export const row = {
  name: "sign",
  title: "Signing one UpdateJobStatus",
  timed:
    "Ours: `await prepare()`, the checked and signed request with URL and headers. The SDKs: only the `Authorization`. " +
    "The digests: two HMAC and one SHA-1 over the same bytes, written as hexadecimal text.",
  async measure(how) {
    const samples = await race(import.meta.url, Object.keys(contestants), how);
    const goals = [{ against: NODE_SDK, most: 0.75 }];
    return [{ unit: "µs", ours: OURS, ...pick(samples, "micros"), goals }];
  },
};

async function ours() {
  const jobs = new CosJobs(account);
  return (index) => jobs.prepare("UpdateJobStatus", { jobId: jobIdAt(index), ...change });
}

async function nodeSdk() {
  const COS = require("cos-nodejs-sdk-v5");
  const cos = new COS({ SecretId: secretId, SecretKey: secretKey });
  return (index) => cos.getAuth(asSdk(index));
}

async function browserSdk() {
  const COS = require("cos-js-sdk-v5");
  return (index) => COS.getAuthorization({ SecretId: secretId, SecretKey: secretKey, ...asSdk(index) });
}

const asSdk = (index) => ({
  Method: "POST",
  Key: `jobs/${jobIdAt(index)}/status`,
  Query: change,
  Headers: { host, "x-cos-appid": account.appId },
});

async function digests() {
  const query = new URLSearchParams(change).toString().replaceAll("+", "%20").toLowerCase();
  const headers = `host=${host}&x-cos-appid=${account.appId}`;
  const texts = Array.from({ length: 1024 }, (_, index) => `post\n/jobs/${jobIdAt(index)}/status\n${query}\n${headers}\n`);
  const now = Math.floor(Date.now() / 1000);
  const keyTime = `${now - 1};${now + 900}`;
  return (index) => {
    const signKey = createHmac("sha1", secretKey).update(keyTime).digest("hex");
    const digest = createHash("sha1").update(texts[index & 1023]).digest("hex");
    return createHmac("sha1", signKey).update(`sha1\n${keyTime}\n${digest}\n`).digest("hex");
  };
}
