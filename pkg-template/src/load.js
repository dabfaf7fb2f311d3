/** Loading the WebAssembly: once, when it is first needed, and again if it failed. */

import { Border } from "./border.js";
import { finish, imports } from "./cos_jobs.js";
import { inputError } from "./error.js";

/**
 * @param {() => unknown} source
 * @returns {{ loaded(): Border | undefined, load(own?: unknown): Promise<Border> }}
 */
export function createWasmLoader(source) {
  let core;
  let loading;

  function load(own) {
    if (core?.failure) core = loading = undefined;
    loading ??= start(own).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function start(own) {
    try {
      const { instance, module } = await instantiate(await (own ?? source()), imports());
      finish(instance, module);
      core = new Border(instance.exports.memory);
      return core;
    } catch (cause) {
      throw notLoaded(cause);
    }
  }

  return { loaded: () => (core?.failure ? undefined : core), load };
}

/** The module from bytes, a Module, a Response or a URL. */
async function instantiate(source, imports) {
  const isAddress = typeof source === "string" || source?.href !== undefined;
  const response = isAddress ? await fetch(source) : source;
  if (typeof response?.arrayBuffer !== "function") {
    const result = await WebAssembly.instantiate(source, imports);
    return result.instance ? result : { instance: result, module: source };
  }
  if (!response.ok) throw new Error(`${response.url} was answered with HTTP ${response.status}`);
  const isWasm = response.headers.get("content-type") === "application/wasm";
  if (isWasm && WebAssembly.instantiateStreaming) return WebAssembly.instantiateStreaming(response, imports);
  return WebAssembly.instantiate(await response.arrayBuffer(), imports);
}

function notLoaded(cause) {
  const message =
    `The WebAssembly could not be loaded: ${cause?.message ?? cause}. ` +
    "A source given to initialize() must be the cos-jobs.wasm of this very version; " +
    "a Content-Security-Policy must allow 'wasm-unsafe-eval'.";
  return inputError(message, cause);
}
