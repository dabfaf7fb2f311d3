// The default entry: it contains the WebAssembly as base64, so there is no second file that a host or a bundler could lose.
import { createApi } from "../src/api.js";
import { wasmBase64 } from "../src/wasm-bytes.js";
import { inflateBase64 } from "./inflate-base64.js";

const api = createApi(() => inflateBase64(wasmBase64));
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
