/** Runs the examples as their users do: from the installed package, in separate processes. */

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import http from "node:http";
import { createServer } from "node:net";
import { join } from "node:path";
import { after } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";

import { createProject } from "../packaging/support/project.mjs";

function fromEnvironment(name) {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run these tests with \`cargo xtask test examples\``);
  return value;
}

const pkg = fromEnvironment("COS_JOBS_PKG");
export const { CosJobs, authorization } = await import(pathToFileURL(join(pkg, "index.js")));

/** The emulator's account. */
export const account = {
  endpoint: fromEnvironment("COS_JOBS_ENDPOINT"),
  region: fromEnvironment("COS_JOBS_REGION"),
  uin: fromEnvironment("COS_JOBS_UIN"),
  appId: fromEnvironment("COS_JOBS_APPID"),
};
const credentials = {
  secretId: fromEnvironment("COS_JOBS_SECRET_ID"),
  secretKey: fromEnvironment("COS_JOBS_SECRET_KEY"),
};
export const host = new URL(account.endpoint).host;

/** A client with keys, to prepare jobs and to read their real state. */
export const direct = new CosJobs({ ...account, credentials });

/** The environment variables of an example, with keys or without; it gets no other variables of ours. */
export const keyless = {
  COS_ENDPOINT: account.endpoint,
  COS_REGION: account.region,
  COS_UIN: account.uin,
  COS_APPID: account.appId,
};
export const keyed = { ...keyless, COS_SECRET_ID: credentials.secretId, COS_SECRET_KEY: credentials.secretKey };

export const folder = join(await createProject(), "node_modules", "cos-jobs", "examples");

const children = [];
after(async () => {
  await Promise.all(children.map(stop));
  // No example may print the key in any test.
  for (const child of children) assert.ok(!child.output.includes(credentials.secretKey), `${child.file} shows the key`);
});

/** Starts an example; `output` is everything that it has printed so far to stdout and stderr. */
export function start(file, args = [], env = {}) {
  // Windows cannot start a program without PATH and similar variables.
  const process_ = spawn(process.execPath, [join(folder, file), ...args], {
    cwd: folder,
    env: { PATH: process.env.PATH, SYSTEMROOT: process.env.SYSTEMROOT ?? "", ...env },
    stdio: ["ignore", "pipe", "pipe"],
  });
  const child = { file, process: process_, output: "", stdout: "", ended: once(process_, "close") };
  process_.stdout.setEncoding("utf8").on("data", (text) => {
    child.output += text;
    child.stdout += text;
  });
  process_.stderr.setEncoding("utf8").on("data", (text) => (child.output += text));
  children.push(child);
  return child;
}

/** Starts an example that is a server, and adds its address. */
export async function serve(file, env, args) {
  const child = start(file, args, { PORT: "0", ...env });
  const address = () => /^listening on (http:\S+)$/m.exec(child.output)?.[1];
  child.address = await eventually(`${file} listens`, () => {
    if (child.process.exitCode !== null) throw new Error(`${file} ended:\n${child.output}`);
    return address();
  });
  return child;
}

/** Runs an example to its end. */
export async function run(file, args, env) {
  const child = start(file, args, env);
  const [code] = await child.ended;
  return { code, output: child.output, lines: child.stdout.split("\n").filter(Boolean) };
}

async function stop(child) {
  child.process.kill();
  await child.ended;
}

/** Starts the backend and the proxy. Each needs the address of the other, so a free port is chosen first. */
export async function startBoth(settings = {}) {
  const port = String(await freePort());
  const PAGE_ORIGIN = `http://127.0.0.1:${port}`;
  const backend = await serve("signing-backend.mjs", { ...keyed, DEMO_USER: "tester", PAGE_ORIGIN, ...settings });
  const proxy = await serve("same-origin-proxy.mjs", { ...keyless, PORT: port, SIGNING_BACKEND: backend.address });
  return { backend, proxy };
}

async function freePort() {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address();
  server.close();
  await once(server, "close");
  return port;
}

/** Sends one request, which may contain anything, also what `fetch` would correct. */
export async function ask(address, { path = "/", method = "GET", headers = {}, body } = {}) {
  const { hostname, port } = new URL(address);
  const request = http.request({ hostname, port, path, method, headers, agent: false }).end(body);
  const [response] = await once(request, "response");
  let text = "";
  for await (const piece of response.setEncoding("utf8")) text += piece;
  const { reason } = response.headers["content-type"] === "application/json" ? JSON.parse(text) : {};
  return { status: response.statusCode, headers: response.headers, text, reason };
}

/** Waits until `check` returns a value. */
export async function eventually(what, check, milliseconds = 20_000) {
  const end = Date.now() + milliseconds;
  for (;;) {
    const found = await check();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what}: not within ${milliseconds} ms`);
    await sleep(100);
  }
}

/** Creates jobs with these descriptions, waits until all of them wait for confirmation, and returns their ids. */
export async function waitingJobs(...descriptions) {
  const ids = await Promise.all(descriptions.map(createJob));
  for (const jobId of ids) {
    await eventually(`${jobId} waits`, async () => (await direct.describeJob({ jobId })).status === "Suspended");
  }
  return ids;
}

async function createJob(description) {
  const { jobId } = await direct.createJob({
    confirmationRequired: true,
    description,
    manifest: {
      location: {
        eTag: '"15150651828fa9cdcb8356b6d1c7638b"',
        objectArn: `qcs::cos:${account.region}::lists-${account.appId}/list.csv`,
      },
      spec: { fields: ["Bucket", "Key"], format: "COSBatchOperations_CSV_V1" },
    },
    operation: { cosDeleteObject: {} },
    priority: 1,
    report: { enabled: false },
    roleArn: `qcs::cam::uin/${account.uin}:roleName/Batch`,
  });
  return jobId;
}
