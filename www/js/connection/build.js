// Makes a connection of what was entered in the form, after checking it.
import { loadTexts, t, time } from "../shared/i18n.js";
import { isEndpoint, isSafeUrl } from "./address.js";
import { backendAt } from "./backend.js";
import { renewalAt, temporaryKeys } from "./keys.js";
import { connectionOf } from "./offered.js";
import { readKeys } from "./pasted-keys.js";
import { Problem } from "./problem.js";

export const seconds = () => Math.floor(Date.now() / 1000);
const send = (url, init) => fetch(url, init);

/** The text for a problem. */
export function say({ reason, values }) {
  return t(`connection.problem.${reason}`, reason === "stsExpired" ? { time: time(values.time * 1000) } : values);
}

/** A connection, with `keys` if they are temporary. `values` are checked by checked(); may throw a Problem about the pasted keys. */
export function connectionFrom(kind, values) {
  return BUILD[kind](values);
}

const BUILD = {
  keys: ({ secretId, secretKey, sessionToken, ...rest }) =>
    connectionOf({ ...accountOf(rest), credentials: { secretId, secretKey, ...(sessionToken && { sessionToken }) } }),
  temporary: temporaryConnection,
  backend: backendConnection,
};

function temporaryConnection({ sts, renewalUrl, ...rest }) {
  const keys = temporaryKeys({ first: readKeys(sts, seconds()), renew: renewalUrl && renewalAt(renewalUrl, send, seconds), now: seconds, say });
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
export function problemsOf(values) {
  const problems = {};
  for (const [name, text] of Object.entries(values)) {
    const outcome = text ? RULES[name](text) : OPTIONAL.has(name) || "required";
    if (outcome !== true) problems[name] = new Problem(outcome);
  }
  return problems;
}
