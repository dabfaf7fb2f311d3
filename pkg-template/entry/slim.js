// The slim entry: it contains no WebAssembly. The caller passes it to initialize(source).
import { createApi } from "../src/api.js";
import { missingSource } from "./missing-source.js";

const api = createApi(missingSource);
export const { CosJobs, updateJobStatus, authorization, explainSignature, initialize } = api;
export { isFinal, canRequest } from "../src/status.js";
export { CosJobsError } from "../src/error.js";
