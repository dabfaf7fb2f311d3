/** Shared code of the examples: the account from the environment, and reading and serving HTTP. Not an example itself. */

/** Reads a required setting. */
export function required(name) {
  const value = process.env[name];
  if (!value) {
    console.error(`${name} is not set: the head of this program lists the settings`);
    process.exit(2);
  }
  return value;
}

/** The account and the address of its control plane. None of this is secret. */
export function account() {
  const [region, uin, appId] = ["COS_REGION", "COS_UIN", "COS_APPID"].map(required);
  const endpoint = process.env.COS_ENDPOINT || `https://${uin}.cos-control.${region}.myqcloud.com`;
  return { region, uin, appId, endpoint };
}

/** The keys. Only a program that signs needs them. */
export function keys() {
  const [secretId, secretKey] = ["COS_SECRET_ID", "COS_SECRET_KEY"].map(required);
  return { secretId, secretKey, sessionToken: process.env.COS_SESSION_TOKEN || undefined };
}

/** An error that is sent as an answer with `status` and with the reason as JSON. */
export class Refusal extends Error {
  constructor(status, reason, options) {
    super(reason, options);
    this.status = status;
  }
}

/** Reads a request's body, which may have at most `max` bytes; a longer one is discarded. */
export async function bodyOf(request, max) {
  const pieces = [];
  let length = 0;
  for await (const piece of request) {
    length += piece.length;
    // A discarded body is still read to its end, because a client that is still sending would not read the answer.
    if (length <= max) pieces.push(piece);
  }
  if (length > max) throw new Refusal(413, `the body has more than ${max} bytes`);
  return Buffer.concat(pieces);
}

/** Sends JSON as the answer, without caching, without type sniffing, and intentionally without CORS headers. */
export function sendJson(response, status, value) {
  response.writeHead(status, {
    "content-type": "application/json",
    "cache-control": "no-store",
    "x-content-type-options": "nosniff",
  });
  response.end(JSON.stringify(value));
}

/** Listens on this machine only and prints the address. A client must send its request within ten seconds. */
export function listen(server, port) {
  server.requestTimeout = server.headersTimeout = 10_000;
  server.once("error", ({ message }) => {
    console.error(message);
    process.exit(1);
  });
  server.listen(port, "127.0.0.1", () => console.log(`listening on http://127.0.0.1:${server.address().port}`));
}
