/**
 * The client without the WebAssembly. Call `initialize()` with the URL, the bytes or the module of
 * `cos-jobs/cos-jobs.wasm` before the first call. Everything else is the same as in `cos-jobs`.
 *
 * @example
 * ```ts
 * import { readFile } from "node:fs/promises";
 * import { initialize } from "cos-jobs/slim";
 *
 * await initialize(await readFile(new URL(import.meta.resolve("cos-jobs/cos-jobs.wasm"))));
 * ```
 *
 * @module cos-jobs/slim
 */
export * from "./index.js";
