/** What the WebAssembly remembers of a verb of many calls, for as long as that is under way. */

import { closeNow, closeWith } from "./border.js";
import { Op } from "./cos_jobs.js";
import { checked } from "./error.js";
import { toJson } from "./input.js";

/** Begins one; what is wrong with its input is thrown, as is what any answer says is wrong. */
export function openVerb({ core }, op, number, input) {
  const handle = Number(checked(core.ask(op, 0, number, toJson(input))));
  const verb = {
    ask: (op, number = 0, text = "") => checked(core.ask(op, handle, number, text)),
    close: () => closeNow(verb, core, Op.CloseVerb, handle),
  };
  // An iterator that nobody ends is collected without having closed it.
  closeWith(verb, core, Op.CloseVerb, handle);
  return verb;
}
