// The connection that the server offers. This file belongs to the first view, so it must stay small.

/** What connection.json tells without saying how to sign: the form begins with it. */
export let suggestion = null;

/** Resolves to a connection (see index.js), or to null if the server offers none. */
export async function offeredConnection() {
  const offered = await read();
  if (offered?.kind === "emulator") return (await import("./emulator.js")).emulatorConnection();
  if (offered?.authorizeUrl) return (await import("./build.js")).offeredBackend(offered);
  if (offered?.credentials) return connectionOf(offered);
  suggestion = offered;
  return null;
}

/** If the file is missing, the answer is a page or empty, and neither is JSON. */
const read = async () => {
  try {
    return await (await fetch("./connection.json", { cache: "no-store" })).json();
  } catch {
    return null;
  }
};

/** Splits the options of a client into what the page may show and the options themselves. */
export function connectionOf(options, kind = "keys", shown = {}) {
  const { region, uin, appId, signedHost, endpoint = `https://${uin}.cos-control.${region}.myqcloud.com` } = options;
  return { place: { kind, region, uin, appId, endpoint, ...(signedHost && { signedHost }), ...shown }, options };
}
