/** Starts the native server (benches/native/) for a row. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export async function startServer(program, pin) {
  const [first, ...words] = [...pin, program];
  // The server ends when its standard input is closed, so it always ends with this process.
  const child = spawn(first, words, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) return { endpoint, stop: () => child.kill() };
  }
  throw new Error(`the server could not start: ${program}`);
}
