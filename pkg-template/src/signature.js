/** The signature of any request, as functions. */

import { Op } from "./cos_jobs.js";
import { checked, inputError } from "./error.js";
import { parts, textOf, toJson } from "./input.js";
import { said } from "./said.js";

/** @param {{ loaded(): object | undefined, load(): Promise<object> }} loader gives the WebAssembly */
export function createSignatureFunctions({ loaded, load }) {
  async function sign(op, request, keys) {
    const core = loaded() ?? (await load());
    const text = toJson({
      method: said(request, "method"),
      path: said(request, "path"),
      query: pairs(said(request, "query"), "query"),
      headers: pairs(said(request, "headers"), "headers"),
      secretId: said(keys, "secretId"),
      startTime: said(keys, "startTime"),
      endTime: said(keys, "endTime"),
    });
    return checked(core.ask(op, 0, 0, parts(textOf(said(keys, "secretKey")), text)));
  }
  return {
    authorization: (request, keys) => sign(Op.Sign, request, keys),
    explainSignature: async (request, keys) => JSON.parse(await sign(Op.Explain, request, keys)),
  };
}

/** Names and values in turn. */
function pairs(record, name) {
  if (record == null) return undefined;
  const flat = typeof record === "object" ? Object.entries(record).flat() : [undefined];
  if (flat.some((text) => typeof text !== "string")) throw inputError(`${name} must be an object of strings`);
  return flat;
}
