/** What the WebAssembly remembers of a verb of many calls, for as long as that is under way. */

import { Op } from "./cos_jobs.js";
import { checked } from "./error.js";
import { toJson } from "./input.js";

/** Begins one; what is wrong with its input is thrown, as is what any answer says is wrong. */
export function openVerb({ core }, op, number, input) {
  const handle = Number(checked(core.ask(op, 0, number, toJson(input))));
  return {
    ask: (op, number = 0, text = "") => checked(core.ask(op, handle, number, text)),
    close: () => core.ask(Op.CloseVerb, handle, 0, ""),
  };
}
