// The entry for Vercel's Edge runtime, which takes a wasm module by `?module`. UNTESTED: no such runtime runs here.
import { createApi } from "../src/api.js";
import wasmModule from "./cos-jobs.wasm?module";

const api = createApi(() => wasmModule);
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
