// Makes a connection of what was entered in the form, after checking it.
import { loadTexts, t, time } from "../shared/i18n.js";
import { isEndpoint, isSafeUrl } from "./address.js";
import { backendAt } from "./backend.js";
import { renewalAt, temporaryKeys } from "./keys.js";
import { connectionOf } from "./offered.js";
import { readKeys } from "./pasted-keys.js";
import { Problem } from "./problem.js";

const seconds = () => Math.floor(Date.now() / 1000);
const send = (url, init) => fetch(url, init);

/** The text for a problem. */
export function say({ reason, values }) {
  return t(`connection.problem.${reason}`, reason === "stsExpired" ? { time: time(values.time * 1000) } : values);
}

/** The fields of secrets. If all of them are empty, the keys of the connection before stay. */
export const SECRETS = ["secretId", "secretKey", "sessionToken", "sts"];

/**
 * A connection, with `keys` if they are temporary. `values` have no problems; `before` is the connection whose keys stay, or null.
 * May throw a Problem about the pasted keys.
 */
export function connectionFrom(kind, values, before) {
  return BUILD[kind](values, before);
}

const BUILD = {
  keys: ({ secretId, secretKey, sessionToken, ...rest }, before) => {
    const credentials = before?.options.credentials ?? { secretId, secretKey, ...(sessionToken && { sessionToken }) };
    return connectionOf({ ...accountOf(rest), credentials });
  },
  temporary: temporaryConnection,
  backend: backendConnection,
};

function temporaryConnection({ sts, renewalUrl, ...rest }, before) {
  const first = before ? before.keys.held() : readKeys(sts, seconds());
  const keys = temporaryKeys({ first, renew: renewalUrl && renewalAt(renewalUrl, send, seconds), now: seconds, say });
  return { ...connectionOf({ ...accountOf(rest), credentials: keys.credentials }, "temporary", renewalUrl && { renewalUrl }), keys };
}

/** The same for what the server offers before the texts of the form were loaded. */
export async function offeredBackend(offered) {
  await loadTexts("connection");
  return backendConnection(offered);
}

function backendConnection({ authorizeUrl, ...rest }) {
  return connectionOf({ ...accountOf(rest), authorize: backendAt(authorizeUrl, send, say) }, "backend", { authorizeUrl });
}

/** An endpoint may be a path of this page's own origin, where a proxy often is. */
function accountOf({ region, uin, appId, endpoint, signedHost }) {
  return {
    region, uin, appId,
    ...(endpoint && { endpoint: new URL(endpoint, location.href).href.replace(/\/$/, "") }),
    ...(signedHost && { signedHost }),
  };
}

const LABEL = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/i;
const RULES = {
  region: (text) => LABEL.test(text) || "region",
  uin: (text) => /^\d+$/.test(text) || "uin",
  appId: (text) => /^[!-~]{1,64}$/.test(text) || "appId",
  endpoint: (text) => isEndpoint(text, location.href) || "endpoint",
  signedHost: (text) => /^[a-z0-9.-]+(:\d+)?$/i.test(text) || "signedHost",
  secretId: () => true,
  secretKey: () => true,
  sessionToken: () => true,
  sts: () => true,
  renewalUrl: (text) => isSafeUrl(text, location.href) || "unsafeUrl",
  authorizeUrl: (text) => isSafeUrl(text, location.href) || "unsafeUrl",
};
const OPTIONAL = new Set(["endpoint", "signedHost", "sessionToken", "renewalUrl"]);

/** The problems of entered values, by field. */
export function problemsOf(values, keepsKeys) {
  const problems = {};
  for (const [name, text] of Object.entries(values)) {
    const mayBeEmpty = OPTIONAL.has(name) || (keepsKeys && SECRETS.includes(name));
    const outcome = text ? RULES[name](text) : mayBeEmpty || "required";
    if (outcome !== true) problems[name] = new Problem(outcome);
  }
  return problems;
}
