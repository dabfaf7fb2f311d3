// The entry for Vercel's Edge runtime, which imports a WebAssembly module with `?module`. `cargo xtask runtimes` runs it in Next.js.
import { createApi } from "../src/api.js";
import wasmModule from "./cos-jobs.wasm?module";

const api = createApi(() => wasmModule);
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
