/** The one error of the package. */

/** What an error says about itself, in the order in which it is printed. */
const FIELDS = [
  "kind",
  "code",
  "action",
  "statusCode",
  "requestId",
  "traceId",
  "resource",
  "attempts",
  "retryable",
  "effect",
];

export class CosJobsError extends Error {
  /**
   * @param {Record<string, unknown>} facts
   * @param {unknown} [cause] the host's own error
   */
  constructor(facts, cause) {
    super(facts.message, cause === undefined ? undefined : { cause });
    const said = { attempts: 0, retryable: false, effect: "none", ...facts };
    for (const name of FIELDS) if (Object.hasOwn(said, name)) this[name] = said[name];
  }

  /** The error as plain data, without its cause, which is the host's and may hold anything. */
  toJSON() {
    const json = { name: this.name, message: this.message };
    for (const name of FIELDS) if (Object.hasOwn(this, name)) json[name] = this[name];
    return json;
  }
}

// Not an own property, so that it doesn't stand twice in what a console prints.
Object.defineProperty(CosJobsError.prototype, "name", { value: "CosJobsError", configurable: true, writable: true });

/** An error of this side: the caller has to correct something. */
export function inputError(message, cause) {
  return new CosJobsError({ kind: "input", code: "InvalidInput", message }, cause);
}

/**
 * The error that facts of the WebAssembly tell.
 *
 * @param {Record<string, unknown>} facts
 * @param {Record<string, unknown>} [causes] the last error of the host of each kind that stands for one
 */
export function toError(facts, causes) {
  return new CosJobsError(facts, causes?.[facts.kind]);
}

/**
 * A text that the WebAssembly answered; one that begins with "!" is an error as JSON, which is thrown.
 *
 * @param {string} text
 * @param {Record<string, unknown>} [causes] see `toError`
 */
export function checked(text, causes) {
  if (text[0] !== "!") return text;
  throw toError(JSON.parse(text.slice(1)), causes);
}
