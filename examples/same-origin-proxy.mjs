/**
 * A proxy that serves a page and forwards requests to the control plane from the page's own origin, so that no CORS is
 * needed.
 *
 *   node same-origin-proxy.mjs [FOLDER]        (default: the page beside this file)
 *
 *   /...           the files of FOLDER
 *   /cos-jobs/...  the package, for a page without a bundler
 *   /account.json  the settings of the page's client; none of them is secret
 *   /cos/jobs...   the control plane
 *   /authorize     signing-backend.mjs
 *
 * It has no keys. The environment variables:
 *   COS_REGION, COS_UIN, COS_APPID
 *   COS_ENDPOINT     the control plane's origin (default: the account's)
 *   SIGNING_BACKEND  (default: http://127.0.0.1:8791)
 *   PORT             (default: 8790; it listens on this machine only, so put your TLS in front of it)
 *   PAGE_ORIGIN      the origin that browsers use (default: http://127.0.0.1:PORT)
 */

import { createReadStream } from "node:fs";
import { realpath, stat } from "node:fs/promises";
import http from "node:http";
import https from "node:https";
import { createRequire } from "node:module";
import { dirname, extname, join, sep } from "node:path";
import { pipeline } from "node:stream/promises";
import { fileURLToPath } from "node:url";

import { account, bodyOf, listen, Refusal, sendJson } from "./common.mjs";

const { endpoint, ...names } = account();

/** The only requests that are forwarded. The path after the prefix and the query must have these forms. */
const ROUTES = [
  {
    prefix: "/cos",
    target: new URL(endpoint),
    methods: ["GET", "POST", "DELETE"],
    path: /^\/jobs(\/[A-Za-z0-9-]{1,64}(\/(status|priority))?)?$/,
    maxBody: 64 * 1024,
    sent: ["authorization", "x-cos-appid", "x-cos-security-token", "content-type"],
    // Some of these tell the client the time, and when to try again.
    answered: ["content-type", "date", "age", "retry-after", "x-cos-request-id", "x-cos-trace-id"],
  },
  {
    prefix: "/authorize",
    target: new URL("/authorize", process.env.SIGNING_BACKEND ?? "http://127.0.0.1:8791"),
    methods: ["POST"],
    path: /^$/,
    maxBody: 8 * 1024,
    // Only this target gets cookies, because it knows the sessions.
    sent: ["content-type", "cookie", "origin", "sec-fetch-site"],
    answered: ["content-type"],
  },
];

const FOLDERS = [
  ["/cos-jobs/", dirname(createRequire(import.meta.url).resolve("cos-jobs/package.json"))],
  ["/", process.argv[2] ?? fileURLToPath(new URL("page/", import.meta.url))],
];

/** The types of files that are served; other files are not. */
const TYPES = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript",
  ".css": "text/css",
  ".wasm": "application/wasm",
  ".svg": "image/svg+xml",
  ".png": "image/png",
};

/** How long the target may send nothing, in milliseconds. */
const PATIENCE = 30_000;

/** Forbids that an answer is cached, interpreted as another type, shown in a frame of another page, or run as a page. */
const FORWARDED = {
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
  "content-security-policy": "sandbox; default-src 'none'",
};
const SERVED = {
  "cache-control": "no-cache",
  "x-content-type-options": "nosniff",
  "content-security-policy": "frame-ancestors 'none'",
};

async function answer(request, response) {
  checkHost(request);
  const [path, query = ""] = request.url.split(/\?(.*)/s);
  const route = ROUTES.find(({ prefix }) => path === prefix || path.startsWith(`${prefix}/`));
  if (route) return forward(route, path.slice(route.prefix.length), query, request, response);
  if (request.method !== "GET" && request.method !== "HEAD") throw new Refusal(405, "only GET and HEAD");
  if (path === "/account.json") return sendJson(response, 200, { ...names, signedHost: new URL(endpoint).host });
  return serve(path, request, response);
}

/** Refuses other host names, because another site could point its own name to this server (DNS rebinding) and share its origin. */
function checkHost({ headers }) {
  const origin = process.env.PAGE_ORIGIN ?? `http://127.0.0.1:${server.address().port}`;
  if (headers.host !== new URL(origin).host) throw new Refusal(421, `this is ${origin}, nothing else`);
}

async function forward(route, path, query, request, response) {
  const site = request.headers["sec-fetch-site"] ?? "same-origin";
  if (site !== "same-origin") throw new Refusal(403, "the page is of another origin");
  if (!route.path.test(path) || !isPlain(query)) throw new Refusal(404, "nothing is forwarded to there");
  if (!route.methods.includes(request.method)) throw new Refusal(405, `only ${route.methods.join(", ")}`);
  // The body is small, so it is read completely first. The target never gets an incomplete request.
  const body = await bodyOf(request, route.maxBody);
  const upstream = await exchange(targetOf(route, path, query), {
    method: request.method,
    // `host` is not among them, so the host of the target is sent, which is the one that was signed.
    headers: picked(request.headers, route.sent),
    body: body.length > 0 ? body : undefined,
    gone: (leave) => response.once("close", leave),
  });
  response.writeHead(upstream.statusCode, { ...picked(upstream.headers, route.answered), ...FORWARDED });
  await pipeline(upstream, response);
}

/** Parameters in the client's form, each at most once: of two, one could be signed and the other be used. */
function isPlain(query) {
  const names = [...new URLSearchParams(query).keys()];
  return /^[A-Za-z0-9=&%._~-]*$/.test(query) && new Set(names).size === names.length;
}

/** The path and the query must not change by a single byte, because they are signed. */
function targetOf({ target }, path, query) {
  return new URL(`${path || target.pathname}${query && `?${query}`}`, target.origin);
}

function picked(headers, wanted) {
  return Object.fromEntries(wanted.filter((name) => name in headers).map((name) => [name, headers[name]]));
}

/** Sends a request and returns the head of the answer and a stream of its body. Redirects are not followed. */
function exchange(url, { method, headers, body, gone }) {
  const { request } = url.protocol === "https:" ? https : http;
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, timeout: PATIENCE }, resolve);
    outgoing.on("timeout", () => outgoing.destroy(new Error("it is silent")));
    outgoing.on("error", (cause) => reject(new Refusal(502, "no answer came from behind this proxy", { cause })));
    gone(() => outgoing.destroy());
    outgoing.end(body);
  });
}

async function serve(path, request, response) {
  const file = await fileOf(path.endsWith("/") ? `${path}index.html` : path);
  if (!file) throw new Refusal(404, "there is no such file");
  response.writeHead(200, { "content-type": TYPES[extname(file)], ...SERVED });
  if (request.method === "HEAD") return response.end();
  await pipeline(createReadStream(file), response);
}

/** Returns the requested file, if its type is known and its real path (after symbolic links) is inside the folder. */
async function fileOf(path) {
  // Escapes are refused, and so are names that begin with a dot: parent folders and hidden files.
  if (!/^(\/[\w-][\w.-]*)+$/.test(path) || !Object.hasOwn(TYPES, extname(path))) return undefined;
  const [prefix, folder] = FOLDERS.find(([prefix]) => path.startsWith(prefix));
  try {
    const file = await realpath(join(folder, path.slice(prefix.length)));
    const isInside = file.startsWith((await realpath(folder)) + sep);
    return isInside && (await stat(file)).isFile() ? file : undefined;
  } catch {
    return undefined;
  }
}

const server = http.createServer(async (request, response) => {
  try {
    await answer(request, response);
  } catch (error) {
    // An answer that has begun cannot be replaced. It is cut off, so that it is not taken for a complete one.
    if (response.headersSent) return response.destroy();
    const { status, message } = error instanceof Refusal ? error : { status: 500, message: "the proxy failed" };
    if (status >= 500) console.error(`${status}: ${message} ${error.code ?? error.cause?.code ?? ""}`.trimEnd());
    sendJson(response, status, { reason: message });
  }
});
listen(server, Number(process.env.PORT ?? 8790));
