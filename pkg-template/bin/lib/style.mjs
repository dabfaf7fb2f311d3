/** Colours, for terminals only. */

const CODES = { bold: [1, 22], dim: [2, 22], red: [31, 39], green: [32, 39], yellow: [33, 39], blue: [34, 39], cyan: [36, 39] };

const STATUS_COLOURS = {
  Suspended: "yellow",
  Active: "cyan",
  Completing: "cyan",
  Complete: "green",
  Failed: "red",
  Failing: "red",
  Cancelled: "dim",
  Cancelling: "dim",
  Ready: "blue",
};

const OUTCOME_COLOURS = { confirmed: "green", cancelled: "green", failed: "red", unknown: "red", skipped: "yellow" };

export class Style {
  #isOn;

  constructor(stream, environment = process.env) {
    this.#isOn = Boolean(stream.isTTY) && !environment.NO_COLOR && environment.TERM !== "dumb";
  }

  paint(colour, text) {
    if (!this.#isOn || !colour) return text;
    const [on, off] = CODES[colour];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }

  status(status, text = status) {
    return this.paint(Object.hasOwn(STATUS_COLOURS, status) && STATUS_COLOURS[status], text);
  }

  outcome(outcome, text = outcome) {
    return this.paint(Object.hasOwn(OUTCOME_COLOURS, outcome) && OUTCOME_COLOURS[outcome], text);
  }
}
