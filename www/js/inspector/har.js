// Reads a HAR file or one of its entries, as the developer tools of a browser save and copy them.

/** { method, url, headers, sentAt?, answer? } of the entry that a signature check is about; null if there is none. */
export function parseHar(value) {
  const entries = value?.log?.entries ?? [value?.request ? value : { request: value }];
  const usable = entries.filter(({ request }) => typeof request?.url === "string");
  // Of a whole file, the failed request to COS is the interesting one.
  const entry = usable.find(({ request, response }) => isSigned(request) && response?.status >= 400) ?? usable.find(({ request }) => isSigned(request)) ?? usable[0];
  if (!entry) return null;
  const { request, response, startedDateTime } = entry;
  return {
    method: request.method ?? "GET",
    url: request.url,
    headers: headersOf(request).filter(([name]) => !name.startsWith(":")),
    sentAt: Date.parse(startedDateTime) || undefined,
    answer: bodyOf(response?.content),
  };
}

const isSigned = (request) => headersOf(request).some(([name]) => name === "authorization") || request.url.includes("q-signature=");

function headersOf({ headers = [] }) {
  const pairs = Array.isArray(headers) ? headers.map((header) => [header?.name, header?.value]) : Object.entries(headers);
  return pairs.map(([name, value]) => [String(name).toLowerCase(), String(value)]);
}

function bodyOf({ text, encoding } = {}) {
  if (typeof text !== "string") return undefined;
  if (encoding !== "base64") return text;
  try {
    return new TextDecoder().decode(Uint8Array.from(atob(text), (character) => character.codePointAt(0)));
  } catch {
    return undefined; // A damaged body: the request itself can still be compared.
  }
}
