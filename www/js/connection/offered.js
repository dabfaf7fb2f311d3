// The connection that the server offers. This file belongs to the first view, so it must stay small.

/** Resolves to a connection (see index.js), or to null if the server offers none. */
export async function offeredConnection() {
  try {
    return connectionOf(await (await fetch("./connection.json", { cache: "no-store" })).json());
  } catch {
    return null; // If the file is missing, the answer is a page or empty, and neither is JSON.
  }
}

/** Splits the options of a client into what the page may show and the options themselves. */
export function connectionOf(options) {
  const { region, uin, appId, endpoint = `https://${uin}.cos-control.${region}.myqcloud.com` } = options;
  return { place: { kind: "keys", region, uin, appId, endpoint }, options };
}
