/**
 * Reading what a caller said. What stands on Object.prototype, where anything in the process may have put it, is not
 * the caller's word: it must change neither where a request goes nor what it asks for.
 */

/**
 * The property `name` of a caller's object, its own or inherited; undefined if only Object.prototype has it.
 *
 * @param {any} object
 * @param {string} name
 */
export function said(object, name) {
  const value = object?.[name];
  if (value === undefined || !Object.hasOwn(Object.prototype, name)) return value;
  let holder = object;
  while (holder && holder !== Object.prototype && !Object.hasOwn(holder, name)) holder = Object.getPrototypeOf(holder);
  return holder === Object.prototype ? undefined : value;
}

/** A view of a caller's object in which a property is what was said. */
export function sayings(object) {
  return typeof object === "object" && object ? new Proxy(object, { get: said }) : object;
}
