/** Access to the WebAssembly's memory, and forced garbage collection, for tests. */

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { pathToFileURL } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

import { packageFolder } from "./support.mjs";

/** Loads a separate copy of the package for each name, and returns it with the memory of its WebAssembly. */
export async function withMemory(name) {
  const slim = await import(`${pathToFileURL(join(packageFolder, "slim.js"))}?memory-of=${name}`);
  const { instantiate } = WebAssembly;
  let memory;
  WebAssembly.instantiate = async (...args) => {
    const result = await instantiate(...args);
    memory = (result.instance ?? result).exports.memory;
    return result;
  };
  try {
    await slim.initialize(readFileSync(join(packageFolder, "cos-jobs.wasm")));
  } finally {
    WebAssembly.instantiate = instantiate;
  }
  return { slim, memory };
}

/** Runs the garbage collector until `isDone` returns true, or until further attempts are useless. */
export async function collectUntil(isDone) {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  for (let round = 0; round < 200 && !isDone(); round += 1) {
    collect();
    await sleep(10);
  }
}
