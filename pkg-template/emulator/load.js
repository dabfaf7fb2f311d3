/** Loads the emulator's WebAssembly, once. */

import { createGlue } from "../src/emulator_core.js";

/** @param {() => unknown} source returns the bytes or the module, or a promise of them */
export function createEmulatorLoader(source) {
  let loading;
  return () => {
    loading ??= start(source).catch((error) => {
      // The next call tries again.
      loading = undefined;
      throw error;
    });
    return loading;
  };
}

async function start(source) {
  const glue = createGlue();
  const wasm = await source();
  const result = await WebAssembly.instantiate(wasm, glue.imports());
  if (result instanceof WebAssembly.Instance) glue.finish(result, wasm);
  else glue.finish(result.instance, result.module);
  return glue;
}
