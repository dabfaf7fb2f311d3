/** Row: a complete updateJobStatus call over a socket. */

import { Agent } from "node:http";
import { createRequire } from "node:module";

import { CosJobs } from "../../pkg/index.js";
import { account, answerWith, bytesOf, change, jobIdAt, updateXml } from "./support/data.mjs";
import { pinning } from "./support/pinning.mjs";
import { pick, race } from "./support/race.mjs";
import { startServer } from "./support/server.mjs";

const require = createRequire(import.meta.url);
const { secretId, secretKey } = account.credentials;

const OURS = "cos-jobs updateJobStatus()";
const FETCH = "only fetch() of a request that was signed before (the limit)";
const AWS = "@aws-sdk/client-s3-control UpdateJobStatusCommand";
const NODE_SDK = "cos-nodejs-sdk-v5 request()";
const GUARDED = "fetch() with a signal, a timer, the same precautions, its body read piece by piece";
const BESIDE = "bare fetch(), followed by ours over a canned answer";

/** The last two show where the time is spent; they are parts of our call. */
export const contestants = {
  [OURS]: ours,
  [FETCH]: bareFetch,
  [AWS]: aws,
  [NODE_SDK]: nodeSdk,
  [GUARDED]: guardedFetch,
  [BESIDE]: beside,
};

export const row = {
  name: "whole-call",
  title: "A whole updateJobStatus",
  timed:
    "From the call to its result, over HTTP/1.1 with keep-alive, to a native server that returns the same answer immediately. " +
    `CPU is that of the client's whole process, all threads. ${pinning.says}`,
  async measure(how) {
    const server = await startServer(how.server, pinning.server);
    const pinned = { ...how, given: { endpoint: server.endpoint }, pin: pinning.client };
    try {
      const alone = await race(import.meta.url, Object.keys(contestants), pinned);
      const many = await race(import.meta.url, Object.keys(contestants), { ...pinned, concurrency: 32 });
      return [...tables("one at a time", alone, []), ...tables("32 at a time", many, [])];
    } finally {
      server.stop();
    }
  },
};

function tables(title, samples, rateGoals) {
  const cpuGoals = [
    { against: FETCH, most: 1.45 },
    { against: AWS, most: 1 },
  ];
  return [
    { title: `${title}, CPU per call`, unit: "µs", ours: OURS, ...pick(samples, "cpuMicros"), goals: cpuGoals },
    { title: `${title}, calls per second`, unit: "calls/s", ours: OURS, ...pick(samples, "perSecond"), goals: rateGoals },
  ];
}

async function ours({ endpoint }) {
  const jobs = new CosJobs({ ...account, endpoint });
  return (index) => jobs.updateJobStatus({ jobId: jobIdAt(index), ...change });
}

async function bareFetch({ endpoint }) {
  const jobs = new CosJobs({ ...account, endpoint });
  const { url, method, headers } = await jobs.prepare("UpdateJobStatus", { jobId: jobIdAt(0), ...change });
  return async () => {
    const answer = await fetch(url, { method, headers });
    return answer.arrayBuffer();
  };
}

async function guardedFetch({ endpoint }) {
  const jobs = new CosJobs({ ...account, endpoint });
  const { url, method, headers } = await jobs.prepare("UpdateJobStatus", { jobId: jobIdAt(0), ...change });
  const precautions = { credentials: "omit", referrerPolicy: "no-referrer", cache: "no-store", redirect: "manual" };
  return async () => {
    const controller = new AbortController();
    const timer = setTimeout(() => controller.abort(), 10_000);
    const answer = await fetch(url, { method, headers, ...precautions, signal: controller.signal });
    const pieces = [];
    const reader = answer.body.getReader();
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) pieces.push(piece.value);
    clearTimeout(timer);
    return pieces;
  };
}

async function beside(given) {
  const fetchOnly = await bareFetch(given);
  let bytes;
  const jobs = new CosJobs({ ...account, fetch: async () => answerWith(bytes) });
  const answers = Array.from({ length: 1024 }, (_, index) => bytesOf(updateXml(jobIdAt(index))));
  return async (index) => {
    await fetchOnly();
    bytes = answers[index & 1023];
    return jobs.updateJobStatus({ jobId: jobIdAt(index), ...change });
  };
}

async function aws({ endpoint }) {
  const { S3ControlClient, UpdateJobStatusCommand } = require("@aws-sdk/client-s3-control");
  // The client puts the account's id before the host name, so that name must resolve to this machine, too.
  const lookup = (_, options, answer) =>
    options.all ? answer(null, [{ address: "127.0.0.1", family: 4 }]) : answer(null, "127.0.0.1", 4);
  const client = new S3ControlClient({
    region: "us-east-1",
    endpoint: endpoint.replace("127.0.0.1", "localhost"),
    credentials: { accessKeyId: secretId, secretAccessKey: secretKey },
    requestHandler: { httpAgent: new Agent({ keepAlive: true, lookup }) },
  });
  const { requestedJobStatus: RequestedJobStatus, statusUpdateReason: StatusUpdateReason } = change;
  return (index) => {
    const input = { AccountId: account.uin, JobId: jobIdAt(index), RequestedJobStatus, StatusUpdateReason };
    return client.send(new UpdateJobStatusCommand(input));
  };
}

async function nodeSdk({ endpoint }) {
  const COS = require("cos-nodejs-sdk-v5");
  const cos = new COS({ SecretId: secretId, SecretKey: secretKey });
  return (index) => {
    const path = `jobs/${jobIdAt(index)}/status`;
    const Headers = { "x-cos-appid": account.appId };
    return cos.request({ Method: "POST", Url: `${endpoint}/${path}`, Key: path, Query: change, Headers });
  };
}
