/** Loading the WebAssembly: once, when it is first needed, and again if it failed. */

import { inputError } from "./error.js";
import { Instance } from "./instance.js";
import { propertyOf } from "./property.js";

/**
 * @param {() => unknown} source
 * @returns {{ loaded(): Instance | undefined, load(own?: unknown): Promise<Instance> }}
 */
export function createWasmLoader(source) {
  let current;
  let loading;

  function load(own) {
    if (current?.failure) current = loading = undefined;
    loading ??= start(own).catch((error) => {
      loading = undefined;
      throw error;
    });
    return loading;
  }

  async function start(own) {
    try {
      const started = new Instance();
      const { instance, module } = await instantiate(await (own ?? source()), started.imports());
      started.glue.finish(instance, module);
      current = started;
      return started;
    } catch (cause) {
      throw notLoaded(cause);
    }
  }

  return { loaded: () => (current?.failure ? undefined : current), load };
}

/** Instantiates the module from bytes, a Module, a Response or a URL. */
async function instantiate(source, imports) {
  const isAddress = typeof source === "string" || propertyOf(source, "href") !== undefined;
  const response = isAddress ? await fetch(source) : source;
  if (typeof propertyOf(response, "arrayBuffer") !== "function") {
    const result = await WebAssembly.instantiate(source, imports);
    return result instanceof WebAssembly.Instance ? { instance: result, module: source } : result;
  }
  if (!response.ok) throw new Error(`${response.url} was answered with HTTP ${response.status}`);
  const isWasm = response.headers.get("content-type") === "application/wasm";
  if (isWasm && WebAssembly.instantiateStreaming) return WebAssembly.instantiateStreaming(response, imports);
  const bytes = await response.arrayBuffer();
  return WebAssembly.instantiate(bytes, imports);
}

function notLoaded(cause) {
  const message =
    `The WebAssembly could not be loaded: ${cause?.message ?? cause}. ` +
    "A source given to initialize() must be the cos-jobs.wasm of this very version; " +
    "a Content-Security-Policy must allow 'wasm-unsafe-eval'.";
  return inputError(message, cause);
}
