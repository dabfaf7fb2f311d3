/** Runs a script in a separate process, so that only its own memory is measured; it prints its results as JSON lines. */

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** Returns the results of the script with this name in alone/. */
export async function alone(name, ...words) {
  const script = fileURLToPath(new URL(`../alone/${name}.mjs`, import.meta.url));
  const child = spawn(process.execPath, ["--no-warnings", "--expose-gc", script, ...words.map(String)], {
    stdio: ["ignore", "pipe", "inherit"],
  });
  const ended = new Promise((resolve) => child.once("close", resolve));
  const lines = [];
  for await (const line of createInterface({ input: child.stdout })) lines.push(JSON.parse(line));
  if ((await ended) !== 0) throw new Error(`${name} ${words.join(" ")} failed`);
  return lines;
}
