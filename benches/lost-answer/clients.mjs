/** The clients; each cancels a job in the way that its documentation shows. */

import { Agent } from "node:http";
import { createRequire } from "node:module";

import { CosJobs } from "../../pkg/index.js";
import { cancelWithOurs, cancelWithSdk } from "./page.mjs";

const require = createRequire(import.meta.url);
const version = (name) => require(`${name}/package.json`).version;

/** Each `cancel` resolves with the client's result if it reports a success, and rejects with the client's error. */
export const CLIENTS = [
  { name: "cos-jobs, in Node", isOurs: true, cancel: ours },
  { name: "cos-jobs, in Chromium", isOurs: true, cancel: oursInPage },
  { name: "@aws-sdk/client-s3-control, in Node", speaks: "S3 Control", cancel: aws },
  { name: "cos-nodejs-sdk-v5, in Node", cancel: nodeSdk },
  { name: "cos-js-sdk-v5, in Chromium", cancel: browserSdk },
];

async function ours({ endpoint, account, jobId }) {
  const jobs = new CosJobs({ ...account, endpoint });
  return ourWords(await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" }));
}

async function oursInPage({ endpoint, account, jobId }) {
  return ourWords(await cancelWithOurs({ ...account, endpoint }, { jobId, requestedJobStatus: "Cancelled" }));
}

const ourWords = ({ status, reconciled }) => `${status}, reconciled: ${reconciled}`;

async function aws({ endpoint, account, jobId }) {
  const { S3ControlClient, UpdateJobStatusCommand } = require("@aws-sdk/client-s3-control");
  // The client puts the account's id before the host name, so that name must resolve to this machine, too.
  const lookup = (_, options, answer) =>
    options.all ? answer(null, [{ address: "127.0.0.1", family: 4 }]) : answer(null, "127.0.0.1", 4);
  const client = new S3ControlClient({
    region: "us-east-1",
    endpoint: endpoint.replace("127.0.0.1", "localhost"),
    credentials: { accessKeyId: "unused", secretAccessKey: "unused" },
    requestHandler: { httpAgent: new Agent({ keepAlive: true, lookup }) },
  });
  const command = new UpdateJobStatusCommand({ AccountId: account.uin, JobId: jobId, RequestedJobStatus: "Cancelled" });
  try {
    return (await client.send(command)).Status;
  } finally {
    client.destroy();
  }
}

/** The general request method of the official SDKs, for APIs that they do not implement. */
function sdkRequest({ endpoint, account, jobId }) {
  return {
    Method: "POST",
    Url: `${endpoint}/jobs/${jobId}/status`,
    // The host is signed, and the browser SDK does not take it from the address.
    Key: `jobs/${jobId}/status`,
    Query: { requestedJobStatus: "Cancelled" },
    Headers: { "x-cos-appid": account.appId },
  };
}

async function nodeSdk(given) {
  const COS = require("cos-nodejs-sdk-v5");
  const { secretId, secretKey } = given.account.credentials;
  const cos = new COS({ SecretId: secretId, SecretKey: secretKey });
  return told(await cos.request(sdkRequest(given)));
}

async function browserSdk(given) {
  const { secretId, secretKey } = given.account.credentials;
  return told(await cancelWithSdk({ SecretId: secretId, SecretKey: secretKey }, sdkRequest(given)));
}

const told = (answer) => answer.UpdateJobStatusResult?.Status ?? JSON.stringify(answer);

/** The name of the client with its version. */
export function titleOf({ name, isOurs }) {
  const [bare] = name.split(",");
  return isOurs ? name : name.replace(bare, `${bare} ${version(bare)}`);
}
