/** Loading the WebAssembly: once, when it is first needed, and again if it failed. */

import init, { BulkHandle, ClientHandle, Event, Goal, ListingHandle, NextStep, WatchHandle, maxResponse, sign } from "./cos_jobs.js";
import { inputError } from "./error.js";

/** By name: what is not named here, a bundler leaves out. */
const wasm = { BulkHandle, ClientHandle, Event, Goal, ListingHandle, NextStep, WatchHandle, maxResponse, sign };

/**
 * @param {() => unknown} source
 * @returns {{ load(): Promise<typeof wasm>, initialize(own?: unknown): Promise<void> }}
 */
export function createWasmLoader(source) {
  let loading;

  function load(own) {
    loading ??= start(own).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function start(own) {
    try {
      await init({ module_or_path: await (own ?? source()) });
      return wasm;
    } catch (cause) {
      throw notLoaded(cause);
    }
  }

  return {
    load: () => load(),
    initialize: async (own) => {
      await load(own);
    },
  };
}

function notLoaded(cause) {
  const message =
    `The WebAssembly could not be loaded: ${cause?.message ?? cause}. ` +
    "A source given to initialize() must be the cos-jobs.wasm of this very version; " +
    "a Content-Security-Policy must allow 'wasm-unsafe-eval'.";
  return inputError(message, cause);
}
