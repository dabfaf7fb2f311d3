/** What a command works with: its arguments, its output, the client, and Ctrl-C. */

import { accountOf, clientOf } from "./account.mjs";
import { Interrupt } from "./interrupt.mjs";
import { notesOfFailures } from "./reasons.mjs";
import { Table } from "./table.mjs";

export class Context {
  #interrupt;

  constructor(command, { values, positionals }, output) {
    this.command = command;
    this.values = values;
    this.positionals = positionals;
    this.output = output;
    this.json = Boolean(values.json);
    this.#interrupt = new Interrupt(output);
  }

  /** Fires on Ctrl-C, and when nothing reads the output any more. For work that may end at any time. */
  get signal() {
    return this.#interrupt.signal;
  }

  /** Fires on Ctrl-C only. */
  get interrupted() {
    return this.#interrupt.interrupted;
  }

  /** What an explanation of an error needs. */
  get facts() {
    const { json, endpoint, positionals } = this;
    return { json, endpoint, jobId: positionals[0] };
  }

  /** The client of the account. `options` are further options of the client. */
  async client(options) {
    const account = await accountOf(this.values);
    this.endpoint = account.endpoint;
    return clientOf({ ...account, ...options });
  }

  /** Prints why requests fail that are repeated for a long time. With --json, the error at the end is enough. */
  noteFailures(before = () => {}) {
    if (this.json) return {};
    const note = (line) => {
      before();
      this.output.note(line);
    };
    return { onAttempt: notesOfFailures(note) };
  }

  /** Waits for a change. Ctrl-C does not end it, because its outcome would then be unknown. */
  change(start) {
    return this.#interrupt.during(start);
  }

  /** A table on standard output. */
  table(columns) {
    const { output } = this;
    return new Table(columns, {
      print: (line) => output.line(line),
      ...(output.isTerminal && { terminal: { columns: output.columns, style: output.style } }),
    });
  }

  end() {
    this.#interrupt.end();
  }
}
