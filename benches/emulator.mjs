/** Starts the emulator (release build) for a benchmark. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The program that `cargo build --release -p cos-jobs-emulator` makes. */
export const EMULATOR = fileURLToPath(new URL("../target/release/cos-jobs-emulator", import.meta.url));

/** The account of the emulator, and keys that work only there. */
export const account = {
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { secretId: "bench-secret-id", secretKey: "bench-secret-key" },
};

/** Starts the emulator with these options; `stop` ends it. */
export async function startEmulator(program, ...options) {
  const { region, uin, appId, credentials } = account;
  const who = ["--region", region, "--uin", uin, "--appid", appId];
  const keys = ["--secret-id", credentials.secretId, "--secret-key", credentials.secretKey];
  const child = spawn(program, ["--port", "0", ...who, ...keys, ...options], { stdio: ["ignore", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) return { endpoint, stop: () => child.kill() };
  }
  throw new Error("the emulator stopped before it was ready");
}
