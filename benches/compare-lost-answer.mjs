/**
 * A job is cancelled, and the answer is lost. Shows what each client reports, and whether it is true.
 *
 *     cargo xtask build && cargo build --release -p cos-jobs-emulator
 *     node benches/compare-lost-answer.mjs [--emulator PROGRAM]
 *
 * Each client cancels a different job through a proxy that forwards the request, drops the first answer by resetting the
 * connection, and changes nothing else. The clients are those of package-lock.json in this folder, installed by
 * `npm ci`. The program exits with 1 if the report of this package is not true.
 */

import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

import { CosJobs } from "../pkg/index.js";
import { FAULTS } from "../tests/network/support/faults.mjs";
import { startProxy } from "../tests/network/support/proxy.mjs";
import { account, EMULATOR, startEmulator } from "./emulator.mjs";

const { values } = parseArgs({ options: { emulator: { type: "string", default: EMULATOR } } });

const here = fileURLToPath(new URL(".", import.meta.url));
if (!existsSync(`${here}/node_modules`)) {
  execFileSync("npm", ["ci", "--ignore-scripts", "--no-audit", "--no-fund"], { cwd: here, stdio: "inherit" });
}
const { CLIENTS, titleOf } = await import("./lost-answer/clients.mjs");
const { NotRun } = await import("./lost-answer/page.mjs");
const { startS3Control } = await import("./lost-answer/s3-control.mjs");

const emulator = await startEmulator(values.emulator, "--seed-jobs", "100");
const direct = new CosJobs({ ...account, endpoint: emulator.endpoint });
const s3Control = await startS3Control(direct);
try {
  const { jobs } = await direct.listJobs({ jobStatuses: "Suspended" });
  for (const [index, client] of CLIENTS.entries()) print(client, await measure(client, jobs[index].jobId));
} finally {
  s3Control.close();
  emulator.stop();
}

async function measure({ speaks, cancel }, jobId) {
  const server = speaks === "S3 Control" ? s3Control.endpoint : emulator.endpoint;
  const plan = ({ isChange, change }) => (isChange && change === 1 ? "answer lost, reset" : undefined);
  const proxy = await startProxy(server, plan, FAULTS);
  const outcome = await cancel({ endpoint: proxy.endpoint, account, jobId }).then(
    (said) => ({ said: `success (${said})`, success: true }),
    (error) => ({ said: failure(error), success: false, notRun: error instanceof NotRun }),
  );
  proxy.close();
  const requests = proxy.log.map(({ method, status, fault }) => `${method} ${fault ? "answer lost" : status}`);
  const { status } = await direct.describeJob({ jobId });
  return { ...outcome, requests, status, isTrue: outcome.success === ["Cancelling", "Cancelled"].includes(status) };
}

/** An error as one line. Almost the only common property of the clients' errors is the message. */
function failure({ name, code, message, statusCode, $metadata }) {
  const http = statusCode ?? $metadata?.httpStatusCode;
  return `failure (${code ?? name}${http ? `, HTTP ${http}` : ""}: ${message})`;
}

function print(client, { said, requests, status, isTrue, notRun }) {
  console.log(`\n${titleOf(client)}`);
  if (notRun) return console.log(`  NOT RUN: ${said}`);
  console.log(`  it sent     ${requests.join(", ")}`);
  console.log(`  it reported ${said}`);
  console.log(`  the job is  ${status}`);
  console.log(`  so it is    ${isTrue ? "RIGHT" : "WRONG"}`);
  if (!isTrue && client.isOurs) process.exitCode = 1;
}
