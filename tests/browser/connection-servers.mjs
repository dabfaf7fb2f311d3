/** Servers between the page and the service, each with one property that makes a connection fail or needs an option. */

import { createServer, request } from "node:http";

const CORS = { "access-control-allow-origin": "*" };
const HEADERS = { "access-control-allow-headers": "authorization, x-cos-appid, x-cos-security-token, content-type", "access-control-allow-methods": "GET, POST, DELETE" };

/** Starts a server on a free port until the test ends; returns its address. */
export async function listen(t, handler) {
  const server = createServer(handler);
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  t.after(() => { server.closeAllConnections(); server.close(); });
  return `http://127.0.0.1:${server.address().port}`;
}

/** An address where nothing listens. */
export async function nothing() {
  const server = createServer();
  await new Promise((resolve) => { server.listen(0, "127.0.0.1", resolve); });
  const address = `http://127.0.0.1:${server.address().port}`;
  await new Promise((resolve) => { server.close(resolve); });
  return address;
}

/** Answers, but allows no page. */
export const withoutCors = (t) => listen(t, (_, response) => response.end("hello"));

/** Allows pages, but not the headers of a signed request. */
export const withoutHeaders = (t) => listen(t, (_, response) => { response.writeHead(200, CORS); response.end("hello"); });

/** A web server that knows nothing of COS. */
export const otherPage = (t) => listen(t, ({ method }, response) => {
  response.writeHead(method === "OPTIONS" ? 204 : 404, { ...CORS, ...HEADERS, "content-type": "text/html" });
  response.end(method === "OPTIONS" ? undefined : "<h1>not here</h1>");
});

/** A proxy that sends everything on to the service, as `host`. */
export const proxy = (t, endpoint, host) => listen(t, (asked, response) => {
  const forwarded = request(`${endpoint}${asked.url}`, { method: asked.method, headers: { ...asked.headers, host } }, (answer) => {
    response.writeHead(answer.statusCode, answer.headers);
    answer.pipe(response);
  });
  forwarded.on("error", () => response.destroy());
  asked.pipe(forwarded);
});

/** Answers each request with JSON made by `answer(body)`; a text instead of an object is a refusal. */
export const json = (t, answer) => listen(t, async (asked, response) => {
  if (asked.method === "OPTIONS") {
    response.writeHead(204, { ...CORS, ...HEADERS });
    return response.end();
  }
  let body = "";
  for await (const chunk of asked) body += chunk;
  const value = await answer(body && JSON.parse(body));
  response.writeHead(typeof value === "string" ? 403 : 200, { ...CORS, "content-type": "application/json" });
  response.end(JSON.stringify(typeof value === "string" ? { reason: value } : value));
});
