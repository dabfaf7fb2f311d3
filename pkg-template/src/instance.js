/** One instance of the WebAssembly module, and what happens if it breaks. */

import { createGlue } from "./cos_jobs.js";
import { CosJobsError, define } from "./error.js";
import { callHook } from "./hook.js";

export class Instance {
  /** What broke the instance. It is of no use after that. */
  failure;
  /** The classes and functions that the module exports. They belong to this instance and are never used with another. */
  glue = createGlue();
  /** The reject functions of the calls that are being made. */
  #pending = new Set();

  /** The imports of the module. */
  imports() {
    const imports = this.glue.imports();
    for (const functions of Object.values(imports)) this.#guardImports(functions);
    return imports;
  }

  /** Calls a function of the module that returns a promise. If the instance breaks, the promise is rejected. */
  async run(start) {
    try {
      return await this.#promiseOf(start);
    } catch (error) {
      throw withCaller(error);
    }
  }

  /** The promise of the call that `start` makes. It is rejected if the instance breaks. */
  #promiseOf(start) {
    return new Promise((resolve, reject) => {
      if (this.failure) return reject(this.failure);
      const settle = (settled) => (value) => {
        this.#pending.delete(reject);
        settled(value);
      };
      this.#pending.add(reject);
      try {
        start().then(settle(resolve), settle(reject));
      } catch (cause) {
        this.#break(cause);
      }
    });
  }

  /** Calls a function of the module that returns its result, or throws a CosJobsError. */
  call(use) {
    if (this.failure) throw this.failure;
    try {
      return use();
    } catch (cause) {
      if (cause instanceof CosJobsError) throw withCaller(cause);
      this.#break(cause);
      throw this.failure;
    }
  }

  /** Frees an object of the module. A broken instance is freed as a whole. */
  free(object) {
    if (!this.failure) this.call(() => object.free());
  }

  /** Rejects all calls that are being made: the instance cannot continue them. */
  #break(cause) {
    this.failure ??= broken(cause);
    for (const reject of this.#pending) reject(this.failure);
    this.#pending.clear();
  }

  /** Nothing enters a broken instance any more, and an exception inside it breaks it instead of ending the process. */
  #guarded(callback) {
    return (...args) => {
      if (this.failure) return;
      try {
        callback(...args);
      } catch (cause) {
        this.#break(cause);
      }
    };
  }

  /** Imports of the same name are numbered. */
  #guardImports(functions) {
    for (const [name, original] of Object.entries(functions)) {
      if (/^(queueMicrotask|then)\d*$/.test(name)) {
        const guard = (value) => (typeof value === "function" ? this.#guarded(value) : value);
        functions[name] = (...args) => original(...args.map(guard));
      } else if (/^set\d*$/.test(name)) {
        functions[name] = (target, key, value) => {
          // A setter on Object.prototype must neither see a result nor refuse it.
          if (key in Object.prototype) define(target, key, value);
          else target[key] = value;
        };
      }
    }
  }
}

/** The error with a stack that shows the caller, where the host can tell it. Errors are made inside the WebAssembly. */
function withCaller(error) {
  if (error instanceof CosJobsError) callHook(() => Error.captureStackTrace(error, callHook));
  return error;
}

/** The module never fails on purpose. The most likely reason is that no memory is left. */
function broken(cause) {
  const message =
    `The WebAssembly broke (${cause?.message ?? cause}), most likely because no memory is left. ` +
    "A change may have happened: look with describeJob before you repeat it.";
  return new CosJobsError({ kind: "response", code: "UnexpectedResponse", message, effect: "unknown" }, cause);
}
