/**
 * The client without the WebAssembly. Call `initialize()` with the URL, the bytes or the module of
 * `cos-jobs/cos-jobs.wasm` before the first call. Everything else is the same as in `cos-jobs`.
 *
 * @packageDocumentation
 */
export * from "./index.js";
