// The only file with the addresses of the client package. Its slim entry loads the WebAssembly as a file of its own.
import { initialize } from "../cos-jobs/slim.js";

export { authorization, canRequest, CosJobs, explainSignature, isFinal } from "../cos-jobs/slim.js";

/** Loads the WebAssembly; must have succeeded once before the first call. */
export const loadClient = () => initialize(new URL("../cos-jobs/cos-jobs.wasm", import.meta.url));
