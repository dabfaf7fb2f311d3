// Loads one entry while all functions that could start something are replaced by traps, and prints which ones were called.
import { createRequire } from "node:module";
import { setTimeout as sleep } from "node:timers/promises";

const touched = [];

function trap(owner, path, names) {
  for (const name of names) {
    owner[name] = () => {
      touched.push(path + name);
      throw new Error(`${path}${name} was called at import time`);
    };
  }
}

trap(globalThis, "", ["fetch", "setTimeout", "setInterval", "setImmediate", "queueMicrotask"]);
trap(WebAssembly, "WebAssembly.", ["compile", "compileStreaming", "instantiate", "instantiateStreaming"]);
trap(WebAssembly, "WebAssembly.", ["Module", "Instance"]);
const before = new Set(Reflect.ownKeys(globalThis));

const [how, entry] = process.argv.slice(2);
const exported = Object.keys(how === "import" ? await import(entry) : createRequire(import.meta.url)(entry));

// Waits until the file of the entry is closed, too.
await sleep(20);
touched.push(...Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String));
console.log(JSON.stringify({ exported: exported.sort(), touched, open: process.getActiveResourcesInfo() }));
