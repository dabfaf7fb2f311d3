/** The client: it keeps the options, and each method is one call. */

import { cancelMany } from "./bulk.js";
import { perform, prepare, pursue } from "./call.js";
import { createCredentialsSource } from "./credentials.js";
import { inputError, usable } from "./error.js";
import { toJson } from "./input.js";
import { listAll } from "./list-all.js";
import { sayings } from "./said.js";
import { withToken } from "./token.js";
import { waitFor } from "./wait.js";
import { watch } from "./watch.js";

/** @param {() => Promise<object>} load gives the WebAssembly */
export function createClientClass(load) {
  return class CosJobs {
    // Private, so that no console, inspector or serialiser shows the keys.
    #options;
    #host;

    constructor(options) {
      // Without a prototype: nothing but what is said here may say where requests go.
      this.#options = { __proto__: null, ...options };
    }

    async updateJobStatus(input, options) {
      return perform(await this.#open(), "UpdateJobStatus", input, options);
    }

    async updateJobPriority(input, options) {
      return perform(await this.#open(), "UpdateJobPriority", input, options);
    }

    async describeJob(input, options) {
      return perform(await this.#open(), "DescribeJob", input, options);
    }

    async listJobs(input, options) {
      return perform(await this.#open(), "ListJobs", input ?? {}, options);
    }

    async createJob(input, options) {
      return perform(await this.#open(), "CreateJob", withToken(input), options);
    }

    async deleteJob(input, options) {
      return perform(await this.#open(), "DeleteJob", input, options);
    }

    async confirmJob(input, options) {
      return pursue(await this.#open(), "Ready", input, options);
    }

    async cancelJob(input, options) {
      return pursue(await this.#open(), "Cancelled", input, options);
    }

    async *listAllJobs(input, options) {
      yield* listAll(await this.#open(), sayings(input), sayings(options));
    }

    async *watchJob(input, options) {
      yield* watch(await this.#open(), sayings(input), sayings(options));
    }

    async waitForJob(input, options) {
      return waitFor(await this.#open(), sayings(input), sayings(options));
    }

    async *cancelJobs(input, options) {
      yield* cancelMany(await this.#open(), sayings(input), sayings(options));
    }

    async prepare(action, input, options) {
      const given = input ?? {};
      return prepare(await this.#open(), action, /^createJob$/i.test(action) ? withToken(given) : given, options);
    }

    /** What the calls of this client share; made by the first of them, since it needs the WebAssembly. */
    async #open() {
      const wasm = await load();
      this.#host ??= createHost(wasm, this.#options);
      return this.#host;
    }
  };
}

function createHost(wasm, { authorize, credentials, fetch, onAttempt, signal, ...options }) {
  const signsElsewhere = typeof authorize === "function";
  if (signsElsewhere && credentials) throw inputError("give either credentials or authorize, not both");
  return {
    wasm,
    client: usable(new wasm.ClientHandle(toJson(options), Math.random(), signsElsewhere)),
    authorize,
    credentials: createCredentialsSource(credentials),
    // Looked up at call time, so that a test or a polyfill may replace it later.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    onAttempt,
  };
}
