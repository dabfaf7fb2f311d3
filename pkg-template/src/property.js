/**
 * Reading what a caller passed. Anything in the process may have put properties on Object.prototype. They are not part of
 * the caller's input, so they must change neither where a request goes nor what it requests.
 */

/**
 * The property `name` of a caller's object, own or inherited; undefined if only Object.prototype has it.
 *
 * @param {any} object
 * @param {string} name
 */
export function propertyOf(object, name) {
  const value = object?.[name];
  if (value === undefined || !Object.hasOwn(Object.prototype, name)) return value;
  let holder = object;
  while (holder && holder !== Object.prototype && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
  return holder === Object.prototype ? undefined : value;
}

/**
 * A copy of all properties of an object, own and inherited, but not those of Object.prototype. It has no prototype.
 *
 * @param {unknown} object
 */
export function copyOf(object) {
  const copy = { __proto__: null };
  for (const name of namesOf(Object(object))) copy[name] = object[name];
  return copy;
}

/**
 * The name of a property, own or inherited, that is not in `known`; undefined if there is none. A property whose value is
 * undefined counts as missing.
 *
 * @param {object} object
 * @param {Set<string>} known
 */
export function unknownNameOf(object, known) {
  for (const name of namesOf(object)) if (!known.has(name) && object[name] !== undefined) return name;
  return undefined;
}

/** The set of names, for `unknownNameOf`. */
export const setOf = (names) => new Set(names);

/** An object that inherits from another one and has one property of its own. */
export const withProperty = (object, name, value) => ({ __proto__: object, [name]: value });

function namesOf(object) {
  const names = Object.getOwnPropertyNames(object);
  let holder = Object.getPrototypeOf(object);
  if (isRoot(holder)) return names;
  const all = new Set(names);
  for (; !isRoot(holder); holder = Object.getPrototypeOf(holder)) {
    for (const name of Object.getOwnPropertyNames(holder)) if (name !== "constructor") all.add(name);
  }
  return all;
}

/** Whether a prototype is the end of a chain: none, or the Object.prototype of this or of another realm. */
function isRoot(holder) {
  if (holder === null || holder === Object.prototype) return true;
  return Object.getPrototypeOf(holder) === null && Object.hasOwn(holder, "hasOwnProperty");
}
