/**
 * The client without its WebAssembly inside: call `initialize()` with the URL, bytes or module of
 * `cos-jobs/cos-jobs.wasm` before the first call. All else is as in `cos-jobs`.
 *
 * @packageDocumentation
 */
export * from "./index.js";
