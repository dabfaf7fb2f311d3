// Signatures from a backend, so that the page holds no keys. The backend of examples/signing-backend.mjs is one.
import { Problem } from "./problem.js";

/** The authorize function of a client: asks the backend to sign one request. `say` makes a text of a Problem. */
export function backendAt(url, fetch, say) {
  const fail = (reason, values) => { throw new Error(say(new Problem(reason, values))); };
  return async (request) => {
    const { host } = new URL(url, globalThis.location?.href);
    const response = await fetch(url, {
      method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify(request),
      cache: "no-store", credentials: "same-origin", redirect: "error",
    }).catch(() => fail("backendUnreachable", { host }));
    const answer = await response.json().catch(() => null);
    if (!response.ok) fail(answer?.reason ? "backendRefused" : "backendStatus", { reason: answer?.reason, status: response.status });
    if (typeof answer?.authorization !== "string") fail("backendAnswer", { host });
    return { authorization: answer.authorization, ...(answer.sessionToken && { sessionToken: answer.sessionToken }) };
  };
}
