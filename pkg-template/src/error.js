/** The one error class of the package. */

/** The properties of an error, in the order in which they are printed. */
const FIELDS = [
  "kind",
  "code",
  "action",
  "statusCode",
  "requestId",
  "traceId",
  "resource",
  "clientRequestToken",
  "jobStatus",
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
    const all = { attempts: 0, retryable: false, effect: "none", ...facts };
    for (const name of FIELDS) if (Object.hasOwn(all, name)) define(this, name, all[name]);
  }

  /** The error as plain data, without its cause, which comes from the host and may contain anything. */
  toJSON() {
    const json = { name: this.name, message: this.message };
    for (const name of FIELDS) if (Object.hasOwn(this, name)) define(json, name, this[name]);
    return json;
  }
}

// Not an own property, so that it does not appear twice in what a console prints.
Object.defineProperty(CosJobsError.prototype, "name", { value: "CosJobsError", configurable: true, writable: true });

/** Sets an own property, even where Object.prototype has a setter or a read-only property of that name. */
export function define(object, name, value) {
  Object.defineProperty(object, name, { __proto__: null, value, writable: true, enumerable: true, configurable: true });
}

/** An error that the caller has to correct. */
export function inputError(message, cause) {
  return new CosJobsError({ kind: "input", code: "InvalidInput", message }, cause);
}
