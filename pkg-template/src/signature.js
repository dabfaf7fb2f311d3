/** The signature of any request, as functions. */

import { fromWasm } from "./error.js";

/** @param {() => Promise<object>} load gives the WebAssembly */
export function createSignatureFunctions(load) {
  const run = async (use) => {
    const wasm = await load();
    try {
      return use(wasm);
    } catch (thrown) {
      throw fromWasm(thrown);
    }
  };
  return {
    authorization: (request, keys) => run((wasm) => wasm.authorization(request, keys)),
    explainSignature: (request, keys) => run((wasm) => JSON.parse(wasm.explainSignature(request, keys))),
  };
}
