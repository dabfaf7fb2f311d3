/** The client: it keeps the options, and each method is one call. */

import { closeWith } from "./border.js";
import { cancelMany } from "./bulk.js";
import { perform, prepare, pursue } from "./call.js";
import { Op } from "./cos_jobs.js";
import { createCredentialsSource } from "./credentials.js";
import { checked, inputError } from "./error.js";
import { copyOf, toJson } from "./input.js";
import { listAll } from "./list-all.js";
import { sayings } from "./said.js";
import { withToken } from "./token.js";
import { waitFor } from "./wait.js";
import { watch } from "./watch.js";

/** @param {{ loaded(): object | undefined, load(): Promise<object> }} loader gives the WebAssembly */
export function createClientClass({ loaded, load }) {
  return class CosJobs {
    // Private, so that no console, inspector or serialiser shows the keys.
    #options;
    #host;

    constructor(options) {
      this.#options = copyOf(options);
    }

    async updateJobStatus(input, options) {
      return this.#perform("UpdateJobStatus", input, options);
    }

    async updateJobPriority(input, options) {
      return this.#perform("UpdateJobPriority", input, options);
    }

    async describeJob(input, options) {
      return this.#perform("DescribeJob", input, options);
    }

    async listJobs(input, options) {
      return this.#perform("ListJobs", input ?? {}, options);
    }

    async createJob(input, options) {
      return this.#perform("CreateJob", input, options);
    }

    async deleteJob(input, options) {
      return this.#perform("DeleteJob", input, options);
    }

    async confirmJob(input, options) {
      return this.#pursue("Ready", input, options);
    }

    async cancelJob(input, options) {
      return this.#pursue("Cancelled", input, options);
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
      const host = this.#ready() ?? (await this.#open());
      const name = vendorName(action);
      return prepare(host, name, jsonFor(name, input ?? {}), options);
    }

    async #perform(action, input, options) {
      const host = this.#ready() ?? (await this.#open());
      return JSON.parse(await perform(host, action, jsonFor(action, input), options));
    }

    async #pursue(requestedJobStatus, input, options) {
      return JSON.parse(await pursue(await this.#open(), requestedJobStatus, input, options));
    }

    /** What the calls of this client share, if that is there and its WebAssembly works. */
    #ready() {
      return this.#host?.core.failure ? undefined : this.#host;
    }

    /** The same, made by the first call, since it needs the WebAssembly. */
    async #open() {
      const core = loaded() ?? (await load());
      this.#host = this.#ready() ?? createHost(core, this.#options);
      return this.#host;
    }
  };
}

/** The actions are known by the vendor's names; a method's name is understood as well. */
function vendorName(action) {
  const name = String(action);
  // What is no name at all is none that the engine knows.
  return /^\w+$/.test(name) ? name.charAt(0).toUpperCase() + name.slice(1) : "";
}

/** A job that is to be created has a token. */
function jsonFor(action, input) {
  return action === "CreateJob" ? withToken(toJson(input)) : toJson(input);
}

function createHost(core, { authorize, credentials, fetch, onAttempt, signal, ...options }) {
  const signsElsewhere = typeof authorize === "function";
  if (signsElsewhere && credentials) throw inputError("give either credentials or authorize, not both");
  const given = `${signsElsewhere ? "!" : ""}${toJson(options)}`;
  const host = {
    core,
    client: Number(checked(core.ask(Op.Client, 0, Math.random(), given))),
    authorize,
    credentials: createCredentialsSource(credentials),
    // Looked up at call time, so that a test or a polyfill may replace it later.
    fetch: (url, init) => (fetch ?? globalThis.fetch)(url, init),
    onAttempt,
  };
  // It wipes the keys.
  closeWith(host, core, Op.CloseClient, host.client);
  return host;
}
