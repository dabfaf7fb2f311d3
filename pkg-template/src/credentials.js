/** Where the keys come from: an object that is there for good, or a function that is asked. */

import { textOf } from "./input.js";
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
  if (typeof credentials !== "function") return { lasting: true, ask: async () => credentials, read };
  let asking;
  return {
    lasting: false,
    ask() {
      asking ??= Promise.resolve()
        .then(credentials)
        .finally(() => {
          asking = undefined;
        });
      return asking;
    },
    read,
  };
}

/** The parts of an answer in any of the forms; what is missing is empty, and for the engine to refuse. */
function read(answer) {
  const inner = said(answer, "credentials");
  const keys = typeof inner === "object" && inner ? inner : answer;
  const text = (name) => textOf(said(keys, name));
  const [id, key, token, expiry] = FORMS.find(([name]) => text(name)) ?? FORMS[0];
  const expiredTime = said(answer, expiry);
  return { id: text(id), key: text(key), token: text(token), expiredTime: typeof expiredTime === "number" ? expiredTime : 0 };
}
