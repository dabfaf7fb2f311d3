/** An input on its way across the border: as JSON text. */

import { CosJobsError, inputError } from "./error.js";

/**
 * The longest text, in characters, and the longest list: as much as an answer may hold. Longer ones could exhaust the
 * memory that all clients share.
 */
const MAX_TEXT = 16 * 1024 * 1024;
const MAX_ITEMS = 1_000_000;

/** What stands for a value that can't be one: a number that is never asked for, so that it is refused by its name. */
const NO_VALUE = "0.5";

/** Texts that stand in JSON as they are. */
const PLAIN = /^[\w\-.:/ ]*$/;

/**
 * The input as JSON: its own properties and those of its classes and prototypes, getters too. What stands on
 * Object.prototype, where anything in the process may have put it, is not the caller's word; so JSON.stringify, which
 * would call a `toJSON` there, writes texts only.
 *
 * @param {unknown} input
 */
export function toJson(input) {
  try {
    return bounded(written(input) ?? "null");
  } catch (cause) {
    throw cause instanceof CosJobsError ? cause : inputError("The input could not be read, or it holds itself", cause);
  }
}

/** The same text, if it is not too long to cross the border. */
export function bounded(text) {
  if (text.length > 4 * MAX_TEXT) throw inputError(`The input is too long: it has ${text.length} characters`);
  return text;
}

/** A text of the caller's; empty, and so refused, if it is none or too long. */
export function textOf(value) {
  return typeof value === "string" && value.length <= MAX_TEXT ? value : "";
}

/** Texts as one, from which each can be told by its length, whatever marks it holds; the last is what is behind the others. */
export function parts(...texts) {
  const last = texts.pop();
  let lengths = "";
  let others = "";
  for (const text of texts) {
    lengths += `${lengths && ","}${text.length}`;
    others += text;
  }
  return `${lengths}\n${others}${last}`;
}

/** A value as JSON; undefined if there is none. */
function written(value) {
  switch (typeof value) {
    case "object":
      if (value === null) return "null";
      return Array.isArray(value) ? writtenList(value) : writtenObject(value);
    case "string":
      return value.length <= MAX_TEXT ? quoted(value) : NO_VALUE;
    case "number":
      return Number.isFinite(value) ? String(value) : NO_VALUE;
    case "boolean":
      return String(value);
    case "undefined":
      return undefined;
    default:
      return NO_VALUE;
  }
}

function quoted(text) {
  return PLAIN.test(text) ? `"${text}"` : JSON.stringify(text);
}

function writtenObject(object) {
  let json = "";
  for (const name of namesOf(object)) {
    const value = written(read(object, name));
    if (value !== undefined) json += `${json && ","}${quoted(name)}:${value}`;
  }
  return `{${json}}`;
}

/** A copy of what is said now, without a prototype: nothing but that may say where requests go. */
export function copyOf(object) {
  const copy = { __proto__: null };
  for (const name of namesOf(Object(object))) copy[name] = object[name];
  return copy;
}

/** The names of all properties but those that stand on Object.prototype, each once. */
function namesOf(object) {
  const names = Object.getOwnPropertyNames(object);
  const holder = Object.getPrototypeOf(object);
  return holder === null || holder === Object.prototype ? names : new Set([...names, ...namesOf(holder)]);
}

function writtenList(list) {
  const { length } = list;
  if (!(length <= MAX_ITEMS)) throw inputError(`The input has a list of more than ${MAX_ITEMS} items`);
  return `[${Array.from({ length }, (_, index) => written(list[index]) ?? "null").join()}]`;
}

function read(object, name) {
  try {
    return object[name];
  } catch (cause) {
    throw inputError(`${name} could not be read: its getter threw`, cause);
  }
}
