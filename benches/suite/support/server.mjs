/** The native server (benches/native/), for as long as a row runs. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";

export async function startServer(program, pin) {
  const [first, ...words] = [...pin, program];
  // It ends when its standard input does, so that it can't outlive us.
  const child = spawn(first, words, { stdio: ["pipe", "pipe", "inherit"] });
  for await (const line of createInterface({ input: child.stdout })) {
    const endpoint = line.match(/^listening on (.*)$/)?.[1];
    if (endpoint) return { endpoint, stop: () => child.kill() };
  }
  throw new Error(`the server could not start: ${program}`);
}
