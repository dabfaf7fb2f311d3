/** The border to the WebAssembly: a text goes there, a text comes back. Its buffers last, so that no call makes its own. */

import { Core } from "./cos_jobs.js";

const encoder = new TextEncoder();

/** The most bytes that a unit of UTF-16 takes. */
const MOST_BYTES = 3;

/** Longer texts get as much room as they take, not as much as they could take. */
const LONG = 65_536;

/** Safari's decoder breaks once it has decoded 2 GiB. */
const MOST_DECODED = 2 ** 30;

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
  }

  /** Asks `op`, an Op, and answers the answer. */
  ask(op, handle, number, text) {
    return this.#read(this.#core.ask(op, handle, number, this.#write(text)));
  }

  /** Hands a call the answer to its request; answers the next step. */
  answer(call, now, status, headers, body) {
    return this.#read(this.#core.answer(call, now, status, this.#write(headers), body));
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
