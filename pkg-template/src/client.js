/** The client: it keeps the options, and each method is one call of the WebAssembly. */

import { cancelMany, confirmMany } from "./change-many.js";
import { inputError } from "./error.js";
import { listAll } from "./list-all.js";
import { copyOf } from "./property.js";
import { stoppable } from "./stoppable.js";
import { waitFor } from "./wait.js";
import { watch } from "./watch.js";

/** @param {{ loaded(): object | undefined, load(): Promise<object> }} loader loads the WebAssembly */
export function createClientClass({ loaded, load }) {
  return class CosJobs {
    // Private, so that no console, inspector or serializer shows the keys.
    #options;
    #session;

    constructor(options) {
      this.#options = copyOf(options);
    }

    updateJobStatus(input, options) {
      return this.#call("updateJobStatus", input, options);
    }

    updateJobPriority(input, options) {
      return this.#call("updateJobPriority", input, options);
    }

    describeJob(input, options) {
      return this.#call("describeJob", input, options);
    }

    listJobs(input, options) {
      return this.#call("listJobs", input ?? {}, options);
    }

    createJob(input, options) {
      return this.#call("createJob", input, options);
    }

    deleteJob(input, options) {
      return this.#call("deleteJob", input, options);
    }

    confirmJob(input, options) {
      return this.#call("confirmJob", input, options);
    }

    cancelJob(input, options) {
      return this.#call("cancelJob", input, options);
    }

    listAllJobs(input, options) {
      return this.#iterate(listAll, input, options);
    }

    watchJob(input, options) {
      return this.#iterate(watch, input, options);
    }

    async waitForJob(input, options) {
      return waitFor(await this.#open(), input, options);
    }

    confirmJobs(input, options) {
      return this.#iterate(confirmMany, input, options);
    }

    cancelJobs(input, options) {
      return this.#iterate(cancelMany, input, options);
    }

    prepare(action, input, options) {
      if (typeof action !== "string") return Promise.reject(inputError("the action must be a text, such as UpdateJobStatus"));
      return this.#run((client) => client.prepare(vendorName(action), input ?? {}, options));
    }

    #call(method, input, options) {
      return this.#run((client) => client[method](input, options));
    }

    #run(start) {
      const run = ({ instance, client }) => instance.run(() => start(client));
      const session = this.#ready();
      return session ? run(session) : this.#open().then(run);
    }

    #iterate(generate, input, options) {
      const open = () => this.#open();
      return stoppable(options, async function* (options) {
        yield* generate(await open(), input, options);
      });
    }

    /** The present instance and its client, if there is one and it works. */
    #ready() {
      return this.#session?.instance.failure ? undefined : this.#session;
    }

    /** The same. The first call makes it, because it needs the WebAssembly. */
    async #open() {
      const instance = loaded() ?? (await load());
      this.#session = this.#ready() ?? createSession(instance, this.#options);
      return this.#session;
    }
  };
}

function createSession(instance, options) {
  return { instance, client: instance.call(() => new instance.glue.Client(options)) };
}

/** The actions have the vendor's names. The name of a method is accepted as well. */
function vendorName(action) {
  return action.charAt(0).toUpperCase() + action.slice(1);
}
