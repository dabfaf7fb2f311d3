/** Where the keys come from: an object that is there for good, or a function that is asked. */

import { parts, textOf } from "./input.js";
import { said } from "./said.js";

/** The names of the forms that the field uses: this library's, an STS answer's inner ones, the browser SDK's. */
const FORMS = [
  ["secretId", "secretKey", "sessionToken", "expiredTime"],
  ["tmpSecretId", "tmpSecretKey", "sessionToken", "expiredTime"],
  ["TmpSecretId", "TmpSecretKey", "SecurityToken", "ExpiredTime"],
];

/**
 * Calls that need credentials at the same time share one asking.
 *
 * @param {unknown} credentials
 */
export function createCredentialsSource(credentials) {
  if (typeof credentials !== "function") return { ask: async () => credentials, read: (answer) => read(answer, true) };
  let asking;
  const forget = () => (asking = undefined);
  return {
    ask() {
      asking ??= Promise.resolve().then(credentials).finally(forget);
      return asking;
    },
    /** Whoever asks next asks anew: one asking without an answer must not be the last. */
    forget,
    read,
  };
}

/**
 * An answer in any of the forms as the engine takes it: id, key, token, and when they expire, which is "-" for never. What
 * is missing is empty, and for the engine to refuse.
 */
function read(answer, isLasting) {
  const inner = said(answer, "credentials");
  const keys = typeof inner === "object" && inner ? inner : answer;
  const text = (name) => textOf(said(keys, name));
  const [id, key, token, expiry] = FORMS.find(([name]) => text(name)) ?? FORMS[0];
  const time = wholeSeconds(said(answer, expiry));
  return parts(text(id), text(key), text(token), isLasting ? "-" : time);
}

function wholeSeconds(time) {
  return typeof time === "number" && time > 0 ? String(Math.min(Math.floor(time), Number.MAX_SAFE_INTEGER)) : "";
}
