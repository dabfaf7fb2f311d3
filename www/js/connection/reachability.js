// Finds out why the browser refused a request: it tells scripts only that it failed.
import { isControlHost, isLoopback } from "./address.js";

/**
 * Resolves to { step: "address" | "cors", reason, values }. `page` is the page's own location; `fetch` the browser's.
 * The requests have no headers of ours, so they carry neither keys nor a signature.
 */
export async function whyNotReached(endpoint, { fetch, page, isOnline = true, sentHeaders }) {
  const url = new URL(endpoint);
  const values = { host: url.host, origin: page.origin, headers: sentHeaders.join(", ") };
  const found = (step, reason) => ({ step, reason, values });
  if (page.protocol === "https:" && url.protocol === "http:" && !isLoopback(url.hostname)) return found("address", "mixedContent");
  if (!isOnline) return found("address", "offline");
  const ask = (init) => fetch(`${endpoint}/jobs`, { cache: "no-store", credentials: "omit", signal: AbortSignal.timeout(8000), ...init }).then((answer) => answer, () => null);
  if (url.origin === page.origin) {
    const answer = await ask({ redirect: "manual" });
    return found("address", answer?.type === "opaqueredirect" ? "redirected" : answer ? "broken" : "unreachable");
  }
  if (!(await ask({ mode: "no-cors" }))) return found("address", isControlHost(url) ? "controlUnreachable" : "unreachable");
  return found("cors", (await ask({ mode: "cors" })) ? "corsHeaders" : isControlHost(url) ? "controlCors" : "corsOrigin");
}
