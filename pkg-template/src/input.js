/** An input on its way across the border: as JSON text. */

import { inputError } from "./error.js";

/** The longest input, in characters. A longer one could exhaust the memory that all clients share. */
const MAX_LENGTH = 64 * 1024 * 1024;

/** What stands for a value that JSON has not: a number that is never asked for, so that it is refused by name. */
const NO_VALUE = 0.5;

/**
 * The input as JSON: its own properties and those of its classes and prototypes, getters too. What stands on
 * Object.prototype, where anything in the process may have put it, is not the caller's word.
 *
 * @param {unknown} input
 */
export function toJson(input) {
  let json;
  try {
    json = JSON.stringify(plain(input)) ?? "null";
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    throw inputError("The input is too deep: an object in it may hold itself");
  }
  if (json.length > MAX_LENGTH) throw inputError(`The input is too long: it has more than ${MAX_LENGTH} characters`);
  return json;
}

/** A copy of what the caller says, as JSON can write it. */
export function plain(value) {
  switch (typeof value) {
    case "object":
      return value && (Array.isArray(value) ? plainList(value) : plainObject(value));
    case "string":
    case "boolean":
    case "undefined":
      return value;
    case "number":
      return Number.isFinite(value) ? value : NO_VALUE;
    default:
      return NO_VALUE;
  }
}

/** Without a prototype, lest JSON.stringify calls a `toJSON` that stands there. */
function plainObject(object) {
  const copy = { __proto__: null };
  for (let holder = object; holder && holder !== Object.prototype; holder = Object.getPrototypeOf(holder)) {
    for (const name of Object.getOwnPropertyNames(holder)) {
      if (!(name in copy)) copy[name] = plain(read(object, name));
    }
  }
  return copy;
}

function plainList(list) {
  return Object.setPrototypeOf(Array.from(list, plain), null);
}

function read(object, name) {
  try {
    return object[name];
  } catch (cause) {
    throw inputError(`${name} could not be read: its getter threw`, cause);
  }
}
