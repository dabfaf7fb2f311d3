// Loads one entry where whatever a library might start by itself is a trap, and tells what it touched.
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

// Reading the file itself is still being closed.
await sleep(20);
touched.push(...Reflect.ownKeys(globalThis).filter((key) => !before.has(key)).map(String));
console.log(JSON.stringify({ exported: exported.sort(), touched, open: process.getActiveResourcesInfo() }));
