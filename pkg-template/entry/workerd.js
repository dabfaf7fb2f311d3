// The entry for Cloudflare Workers: workerd compiles no bytes at run time, so the WebAssembly is an imported module.
import { createApi } from "../src/api.js";
import wasmModule from "./cos-jobs.wasm";

const api = createApi(() => wasmModule);
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
