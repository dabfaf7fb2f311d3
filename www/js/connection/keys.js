// Temporary keys of the page, and where new ones come from. They exist only in this closure.
import { Problem } from "./problem.js";
import { readKeys } from "./pasted-keys.js";

/**
 * first: what readKeys() returns; renew: () => Promise of the same, if there is an address for it; now: () => unix seconds;
 * say: (problem) => text, because the errors thrown here are shown as they are.
 */
export function temporaryKeys({ first, renew, now, say }) {
  let held = first;
  let wasUsed = false;

  /** The client asks again when the keys are about to expire, or when the service rejected them. */
  async function credentials() {
    const isOver = held.expiredTime !== undefined && held.expiredTime <= now();
    if (renew && (wasUsed || isOver)) held = await renew().catch((error) => { throw new Error(say(error)); });
    else if (isOver) throw new Error(say(new Problem("keysExpired")));
    wasUsed = true;
    return { ...held.credentials, ...(held.expiredTime && { expiredTime: held.expiredTime }) };
  }

  return { credentials, held: () => held, expiredTime: () => held.expiredTime, renews: Boolean(renew) };
}

/** Gets new keys from an address, which answers like STS. Cookies are sent only to this page's own origin. */
export function renewalAt(url, fetch, now) {
  return async () => {
    const response = await fetch(url, { cache: "no-store", credentials: "same-origin", redirect: "error", headers: { accept: "application/json" } })
      .catch(() => { throw new Problem("renewalUnreachable", { host: new URL(url, globalThis.location?.href).host }); });
    if (!response.ok) throw new Problem("renewalStatus", { status: response.status });
    return readKeys(await response.text(), now());
  };
}
