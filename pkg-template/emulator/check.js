/** Checks of what a test passes: a wrong name would otherwise be ignored, and the test would not test what it seems to. */

/** @param {Record<string, string>} types the allowed properties and their types */
export function checkOptions(where, options, types) {
  if (options === null || typeof options !== "object") throw new TypeError(`${where}: an object is required`);
  for (const [name, value] of Object.entries(options)) {
    if (!Object.hasOwn(types, name)) {
      throw new TypeError(`${where}: ${name} is not a known property; known are ${Object.keys(types).join(", ")}`);
    }
    if (value !== undefined) checkValue(`${where}: ${name}`, value, types[name]);
  }
}

function checkValue(name, value, type) {
  if (typeof value !== type) throw new TypeError(`${name} must be a ${type}`);
  if (type === "number" && !(value >= 0)) throw new TypeError(`${name} must be 0 or more`);
}
