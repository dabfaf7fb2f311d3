/** Asking the user. */

import { createInterface } from "node:readline";

/** Whether the user answers yes. Rejects when the signal fires. */
export function ask(question, output, signal) {
  return new Promise((resolve, reject) => {
    // Not in the terminal mode of readline, which would take Ctrl-C for itself.
    const lines = createInterface({ input: process.stdin, output: output.questions, terminal: false });
    const settle = (end, value) => {
      signal.removeEventListener("abort", onAbort);
      // First, because closing resolves with "no".
      end(value);
      lines.close();
      // Otherwise the open terminal keeps the program running.
      process.stdin.unref?.();
    };
    const onAbort = () => settle(reject, signal.reason);
    signal.addEventListener("abort", onAbort, { once: true });
    // The end of the input, such as Ctrl-D.
    lines.once("close", () => settle(resolve, false));
    lines.question(`${question} [y/N] `, (answer) => settle(resolve, /^y(es)?$/i.test(answer.trim())));
  });
}
