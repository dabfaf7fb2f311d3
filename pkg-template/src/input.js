/** An input on its way across the border: as JSON text. */

import { CosJobsError, inputError } from "./error.js";

/**
 * The longest text, in characters, and the longest list: as much as an answer may hold. Longer ones could exhaust the
 * memory that all clients share.
 */
const MAX_TEXT = 16 * 1024 * 1024;
const MAX_ITEMS = 1_000_000;

/** What stands for a value that can't be one: a number that is never asked for, so that it is refused by its name. */
const NO_VALUE = 0.5;

/**
 * The input as JSON: its own properties and those of its classes and prototypes, getters too. What stands on
 * Object.prototype, where anything in the process may have put it, is not the caller's word.
 *
 * @param {unknown} input
 */
export function toJson(input) {
  const json = JSON.stringify(copyOf(input)) ?? "null";
  if (json.length > 4 * MAX_TEXT) throw inputError(`The input is too long: it has ${json.length} characters`);
  return json;
}

/** A copy of what the caller says that holds nothing but data. */
export function copyOf(input) {
  try {
    return plain(input);
  } catch (cause) {
    throw cause instanceof CosJobsError ? cause : inputError("The input could not be read, or it holds itself", cause);
  }
}

/** A text of the caller's; empty, and so refused, if it is none or too long. */
export function textOf(value) {
  return typeof value === "string" && value.length <= MAX_TEXT ? value : "";
}

function plain(value) {
  switch (typeof value) {
    case "object":
      return value && (Array.isArray(value) ? plainList(value) : plainObject(value));
    case "string":
      return value.length <= MAX_TEXT ? value : NO_VALUE;
    case "number":
      return Number.isFinite(value) ? value : NO_VALUE;
    case "boolean":
    case "undefined":
      return value;
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
  const { length } = list;
  if (!(length <= MAX_ITEMS)) throw inputError(`The input has a list of more than ${MAX_ITEMS} items`);
  return Object.setPrototypeOf(Array.from({ length }, (_, index) => plain(list[index])), null);
}

function read(object, name) {
  try {
    return object[name];
  } catch (cause) {
    throw inputError(`${name} could not be read: its getter threw`, cause);
  }
}
