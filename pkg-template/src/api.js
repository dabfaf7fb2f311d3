/** The exports of an entry, for the way in which that entry gets its WebAssembly. */

import { createClientClass } from "./client.js";
import { createWasmLoader } from "./load.js";
import { copyOf } from "./property.js";
import { createSignatureFunctions } from "./signature.js";

/**
 * @param {() => unknown} source returns the WebAssembly: a URL, a Response, bytes or a Module, or a promise of one
 */
export function createApi(source) {
  const loader = createWasmLoader(source);
  const CosJobs = createClientClass(loader);
  const { authorization, explainSignature } = createSignatureFunctions(loader);

  /** One call without a client. */
  async function updateJobStatus(options) {
    const { jobId, requestedJobStatus, statusUpdateReason, signal, ...own } = copyOf(options);
    return new CosJobs(own).updateJobStatus({ jobId, requestedJobStatus, statusUpdateReason }, { signal });
  }

  async function initialize(own) {
    await loader.load(own);
  }

  return { CosJobs, updateJobStatus, authorization, explainSignature, initialize };
}
