/** Serves a `fetch` function over HTTP, on this machine only. */

import { createServer } from "node:http";

import { Refused } from "./failure.mjs";

/** The largest body of a request, in bytes. */
const MAX_BODY = 1024 * 1024;

/** @returns {Promise<import("node:http").Server>} a server that listens */
export function serve(fetch, port) {
  const server = createServer((request, response) => {
    answer(fetch, request, response).catch(() => response.destroy());
  });
  return new Promise((resolve, reject) => {
    server.once("error", (error) => reject(new Refused(reasonOf(error, port))));
    server.listen(port, "127.0.0.1", () => resolve(server));
  });
}

function reasonOf({ code, message }, port) {
  if (code !== "EADDRINUSE") return `cannot listen on port ${port}: ${message}`;
  return `port ${port} is in use, perhaps by another emulator: choose another one with --port, or --port 0 for a free one`;
}

async function answer(fetch, request, response) {
  const body = await bodyOf(request);
  if (!body) return response.writeHead(413).end();
  const { method } = request;
  // As in a real `fetch`, the header host comes from the address.
  const { host = "127.0.0.1", ...headers } = request.headers;
  const url = `http://${host}${request.url}`;
  const answered = await fetch(url, { method, headers, body });
  response.writeHead(answered.status, Object.fromEntries(answered.headers));
  response.end(Buffer.from(await answered.arrayBuffer()));
}

/** The body; undefined if it is too large. */
async function bodyOf(request) {
  const chunks = [];
  let size = 0;
  for await (const chunk of request) {
    size += chunk.length;
    if (size > MAX_BODY) return undefined;
    chunks.push(chunk);
  }
  return new Uint8Array(Buffer.concat(chunks));
}
