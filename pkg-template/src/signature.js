/** The signature of any request, as functions. */

import { Op } from "./cos_jobs.js";
import { checked, inputError } from "./error.js";
import { bounded, parts, textOf, toJson } from "./input.js";
import { said } from "./said.js";

/** @param {{ loaded(): object | undefined, load(): Promise<object> }} loader gives the WebAssembly */
export function createSignatureFunctions({ loaded, load }) {
  async function sign(op, request, keys) {
    const core = loaded() ?? (await load());
    const text =
      `{"method":${toJson(said(request, "method"))},"path":${toJson(said(request, "path"))},` +
      `"query":${pairs(said(request, "query"), "query")},"headers":${pairs(said(request, "headers"), "headers")},` +
      `"secretId":${toJson(said(keys, "secretId"))},` +
      `"startTime":${toJson(said(keys, "startTime"))},"endTime":${toJson(said(keys, "endTime"))}}`;
    return checked(core.ask(op, 0, 0, parts(textOf(said(keys, "secretKey")), bounded(text))));
  }
  return {
    authorization: (request, keys) => sign(Op.Sign, request, keys),
    explainSignature: async (request, keys) => JSON.parse(await sign(Op.Explain, request, keys)),
  };
}

/** Names and values in turn, as JSON; they are too many to be known by a table. */
function pairs(record, name) {
  if (record == null) return "null";
  if (typeof record !== "object") throw noStrings(name);
  let json = "";
  for (const key of Object.keys(record)) {
    const value = record[key];
    if (typeof value !== "string") throw noStrings(name);
    json += `${json && ","}${toJson(key)},${toJson(value)}`;
  }
  return `[${json}]`;
}

const noStrings = (name) => inputError(`${name} must be an object of strings`);
