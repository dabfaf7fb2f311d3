/** The client: it keeps the options, and each method is one call. */

import { perform, prepare, pursue } from "./call.js";
import { createCredentialsSource } from "./credentials.js";
import { fromWasm } from "./error.js";

/** @param {() => Promise<object>} load gives the WebAssembly */
export function createClientClass(load) {
  return class CosJobs {
    // Private, so that no console, inspector or serialiser shows the keys.
    #options;
    #host;

    constructor(options) {
      this.#options = { ...options };
    }

    async updateJobStatus(input, options) {
      return perform(await this.#open(), "UpdateJobStatus", input, options);
    }

    async describeJob(input, options) {
      return perform(await this.#open(), "DescribeJob", input, options);
    }

    async listJobs(input, options) {
      return perform(await this.#open(), "ListJobs", input ?? {}, options);
    }

    async confirmJob(input, options) {
      return pursue(await this.#open(), "Ready", input, options);
    }

    async cancelJob(input, options) {
      return pursue(await this.#open(), "Cancelled", input, options);
    }

    async prepare(action, input, options) {
      return prepare(await this.#open(), action, input ?? {}, options);
    }

    /** What the calls of this client share; made by the first of them, since it needs the WebAssembly. */
    async #open() {
      const wasm = await load();
      this.#host ??= createHost(wasm, this.#options);
      return this.#host;
    }
  };
}

function createHost(wasm, options) {
  const { credentials, fetch, onAttempt } = options;
  return {
    wasm,
    client: openClient(wasm, options),
    credentials: createCredentialsSource(credentials),
    // Looked up at call time, so that a test or a polyfill may replace it later.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    onAttempt,
  };
}

function openClient(wasm, options) {
  try {
    return new wasm.ClientHandle(options, Math.random());
  } catch (thrown) {
    throw fromWasm(thrown);
  }
}
