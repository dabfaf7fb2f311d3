/** The signature of any request, as functions. */

import { checked, inputError } from "./error.js";
import { textOf, toJson } from "./input.js";
import { said } from "./said.js";

/** @param {() => Promise<object>} load gives the WebAssembly */
export function createSignatureFunctions(load) {
  async function sign(request, keys, explain) {
    const wasm = await load();
    const text = toJson({
      method: said(request, "method"),
      path: said(request, "path"),
      query: pairs(said(request, "query"), "query"),
      headers: pairs(said(request, "headers"), "headers"),
      secretId: said(keys, "secretId"),
      startTime: said(keys, "startTime"),
      endTime: said(keys, "endTime"),
    });
    return checked(wasm.sign(text, textOf(said(keys, "secretKey")), explain));
  }
  return {
    authorization: (request, keys) => sign(request, keys, false),
    explainSignature: async (request, keys) => JSON.parse(await sign(request, keys, true)),
  };
}

/** Names and values in turn. */
function pairs(record, name) {
  if (record == null) return undefined;
  const flat = typeof record === "object" ? Object.entries(record).flat() : [undefined];
  if (flat.some((text) => typeof text !== "string")) throw inputError(`${name} must be an object of strings`);
  return flat;
}
