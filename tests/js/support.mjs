/** Shared by the JavaScript tests: the built package, the emulator's account, and answers without a network. */

import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { after } from "node:test";
import { pathToFileURL } from "node:url";

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test\``);
  return value;
}

const folder = fromEnvironment("COS_JOBS_PKG");

/** The package as ESM and as CommonJS. */
export const esm = await import(pathToFileURL(join(folder, "index.js")));
export const cjs = createRequire(import.meta.url)(join(folder, "index.cjs"));
export const packageFolder = folder;

/** The emulator's account and address. */
export const account = {
  endpoint: fromEnvironment("COS_JOBS_ENDPOINT"),
  region: fromEnvironment("COS_JOBS_REGION"),
  uin: fromEnvironment("COS_JOBS_UIN"),
  appId: fromEnvironment("COS_JOBS_APPID"),
  credentials: { secretId: fromEnvironment("COS_JOBS_SECRET_ID"), secretKey: fromEnvironment("COS_JOBS_SECRET_KEY") },
};

/** The account on an emulator of one file alone. Files that change or count jobs need it, because two files run at the same time. */
export const ownAccount = async () => ({ ...account, ...(await startEmulator({ after }, "--seed-jobs", "400")) });

/** Starts a separate emulator with these options; it stops when the test ends. */
export async function startEmulator(t, ...options) {
  const { region, uin, appId, credentials } = account;
  const who = ["--region", region, "--uin", uin, "--appid", appId];
  const keys = ["--secret-id", credentials.secretId, "--secret-key", credentials.secretKey];
  const child = spawn(fromEnvironment("COS_JOBS_EMULATOR"), ["--port", "0", ...who, ...keys, ...options], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  t.after(() => child.kill());
  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) return { endpoint };
  }
  throw new Error("the emulator stopped before it was ready");
}

/** The keys, which no output may show. */
export const secrets = [account.credentials.secretKey];

/** A fetch that returns the answers of a list, one for each request, and records the requests. */
export function answering(...answers) {
  const requests = [];
  const fetch = async (url, init) => {
    requests.push({ url, ...init });
    const answer = answers[Math.min(requests.length, answers.length) - 1];
    return typeof answer === "function" ? answer(init) : new Response(...[answer].flat());
  };
  return { fetch, requests };
}

/** A client whose requests are answered by `fetch`. */
export function clientOf(fetch, options = {}) {
  return new esm.CosJobs({ ...account, maxAttempts: 1, fetch, ...options });
}

/** Returns the reason with which `promise` rejects, and throws if it resolves. */
export async function rejection(promise) {
  try {
    await promise;
  } catch (error) {
    return error;
  }
  throw new Error("it was expected to reject");
}

/** The answer to a status change. */
export function changed(jobId, status) {
  return `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>${status}</Status></UpdateJobStatusResult>`;
}
