// The entry for Vercel's Edge runtime, which imports a WebAssembly module with `?module`. Next.js 16 was tried by hand; the tests have no such
// runtime and check only the form of this file.
import { createApi } from "../src/api.js";
import wasmModule from "./cos-jobs.wasm?module";

const api = createApi(() => wasmModule);
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
