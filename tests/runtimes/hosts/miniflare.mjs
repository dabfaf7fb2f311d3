// Runs the bundled worker in Miniflare with one task, and prints the outcome. Arguments: the folder of the worker, the task.
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { Miniflare } from "miniflare";

const [folder, task] = process.argv.slice(2);
const wasm = async (name) => ({ type: "CompiledWasm", path: name, contents: await readFile(join(folder, name)) });
const worker = { type: "ESModule", path: "worker.js", contents: await readFile(join(folder, "worker.js"), "utf8") };
const modules = [worker, await wasm("cos-jobs.wasm"), await wasm("emulator.wasm")];
const miniflare = new Miniflare({ modules, compatibilityDate: "2026-01-01" });
const response = await miniflare.dispatchFetch("http://localhost/", { method: "POST", body: task });
console.log(await response.text());
await miniflare.dispose();
