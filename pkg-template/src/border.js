/** The border to the WebAssembly: a text goes there, a text comes back. Its buffers last, so that no call makes its own. */

import { Core } from "./cos_jobs.js";
import { CosJobsError } from "./error.js";

const encoder = new TextEncoder();

/** The most bytes that a unit of UTF-16 takes. */
const MOST_BYTES = 3;

/** Longer texts get as much room as they take, not as much as they could take, and it is given back. */
const LONG = 65_536;

/** Safari's decoder breaks once it has decoded 2 GiB. */
const MOST_DECODED = 2 ** 30;

/** Cores that broke: collected, one would be freed at its address in the WebAssembly that came after it. */
const NEVER_COLLECTED = [];

export class Border {
  #core = new Core();
  #memory;
  /** Where a text is written for the WebAssembly; of no length when its memory has grown. */
  #room = new Uint8Array();
  #decoder;
  #decoded = Infinity;

  /** @param {WebAssembly.Memory} memory */
  constructor(memory) {
    this.#memory = memory;
    this.maxResponse = Core.maxResponse();
    /** What broke the WebAssembly, after which it is of no use any more. */
    this.failure = undefined;
  }

  /** Asks `op`, an Op, and answers the answer. */
  ask(op, handle, number, text) {
    return this.#crossing(() => this.#core.ask(op, handle, number, this.#write(text)));
  }

  /** Hands a call the answer to its request; answers the next step. */
  answer(call, now, status, headers, body) {
    return this.#crossing(() => this.#core.answer(call, now, status, this.#write(headers), body));
  }

  /** Forgets what `op` closes; of a WebAssembly that is broken, nothing is left to forget. */
  close(op, handle) {
    if (!this.failure) this.ask(op, handle, 0, "");
  }

  #crossing(cross) {
    if (this.failure) throw this.failure;
    let length;
    try {
      length = cross();
    } catch (cause) {
      this.failure = broken(cause);
      NEVER_COLLECTED.push(this.#core);
      throw this.failure;
    }
    if (this.#room.length > LONG * MOST_BYTES) {
      this.#core.reserve(0);
      this.#room = new Uint8Array();
    }
    return this.#read(length);
  }

  #write(text) {
    if (text === "") return 0;
    const most = text.length > LONG ? encoder.encode(text).length : text.length * MOST_BYTES;
    if (this.#room.length < most) {
      const at = this.#core.reserve(most);
      this.#room = new Uint8Array(this.#memory.buffer, at, most);
    }
    return encoder.encodeInto(text, this.#room).written;
  }

  #read(length) {
    if (length === 0) return "";
    if (this.#decoded > MOST_DECODED) [this.#decoder, this.#decoded] = [new TextDecoder("utf-8", { ignoreBOM: true }), 0];
    this.#decoded += length;
    return this.#decoder.decode(new Uint8Array(this.#memory.buffer, this.#core.output(), length));
  }
}

/** The engine has no way to fail on purpose: most likely there is no memory left. */
function broken(cause) {
  const message =
    `The WebAssembly broke (${cause?.message ?? cause}), most likely for want of memory. ` +
    "A change may have happened: look with describeJob before you repeat it.";
  return new CosJobsError({ kind: "response", code: "UnexpectedResponse", message, effect: "unknown" }, cause);
}

/** Things of JavaScript's that the WebAssembly knows by handles: when they are collected, it forgets them. */
const known =
  // Some edge runtimes have none; their processes are short.
  typeof FinalizationRegistry === "function" &&
  new FinalizationRegistry(({ core, op, handle }) => core.close(op, handle));

/** Closes `handle` by `op` when `thing` has been collected. */
export function closeWith(thing, core, op, handle) {
  if (known) known.register(thing, { core, op, handle }, thing);
}

/** Closes `handle` by `op` now. */
export function closeNow(thing, core, op, handle) {
  if (known) known.unregister(thing);
  core.close(op, handle);
}
