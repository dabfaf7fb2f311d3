// The connection that the server offers. This file belongs to the first view, so it must stay small.

/** What connection.json tells without saying how to sign: the form begins with it. */
export let suggestion = null;

/** Resolves to a connection (see index.js), or to null if the server offers none, or none that can be loaded. */
export async function offeredConnection() {
  try {
    const offered = await (await fetch("./connection.json", { cache: "no-store" })).json();
    if (offered.kind === "emulator") return await (await import("./emulator.js")).emulatorConnection();
    if (offered.authorizeUrl) return await (await import("./build.js")).offeredBackend(offered);
    if (offered.credentials) return connectionOf(offered);
    suggestion = offered;
  } catch {
    // If the file is missing, the answer is a page or empty, and neither is JSON. The form then asks for everything.
  }
  return null;
}

/** Splits the options of a client into what the page may show and the options themselves. */
export function connectionOf(options, kind = "keys", shown = {}) {
  const { region, uin, appId, signedHost, endpoint = `https://${uin}.cos-control.${region}.myqcloud.com` } = options;
  return { place: { kind, region, uin, appId, endpoint, ...(signedHost && { signedHost }), ...shown }, options };
}
