/**
 * A backend that signs requests for a page without keys: each request separately, and only what its policy allows.
 *
 * The page's client calls it through `authorize` (see page/page.js): POST /authorize with the AuthorizeRequest as JSON.
 * The answer is `{ authorization }`, or 4xx and `{ reason }`.
 *
 *   node signing-backend.mjs
 *
 * with COS_SECRET_ID, COS_SECRET_KEY, COS_REGION, COS_UIN and COS_APPID in the environment, and
 *   COS_SESSION_TOKEN the token of temporary keys (default: none)
 *   CONFIRMABLE_JOBS  the ids of the jobs that may be confirmed, separated by commas (default: none)
 *   PAGE_ORIGIN       the page's origin as browsers write it, with no slash at the end (default: http://127.0.0.1:8790)
 *   PORT              (default: 8791; it listens on this machine only, and browsers use same-origin-proxy.mjs)
 *   DEMO_USER         see `userOf`
 */

import { createServer } from "node:http";
import { isDeepStrictEqual } from "node:util";

import { authorization } from "cos-jobs";

import { account, bodyOf, keys, listen, Refusal, sendJson } from "./common.mjs";

const { appId, endpoint } = account();
const { secretId, secretKey, sessionToken } = keys();
const HOST = new URL(endpoint).host;
const PAGE_ORIGIN = process.env.PAGE_ORIGIN ?? "http://127.0.0.1:8790";
const CONFIRMABLE = new Set((process.env.CONFIRMABLE_JOBS ?? "").split(",").map((id) => id.trim()).filter(Boolean));

/** How long a signature holds, in seconds: a stolen signature can repeat its request for this long. */
const LIFETIME = 60;
/** The service's clock may be slightly slow; this part of the lifetime lies in the past. */
const EARLIER = 5;
const MAX_BODY = 8 * 1024;

/** Allows no character with a meaning in a URL, so that a path has only one interpretation. */
const JOB_ID = /^[A-Za-z0-9][A-Za-z0-9-]{0,63}$/;

/**
 * FILL IN: the user of this request's session, or undefined if it has none; such as
 * `sessions.get(cookie(request, "session"))?.user`, with a cookie that is HttpOnly and SameSite=Strict.
 * In this example every user is DEMO_USER. Without that variable there is no user, and nothing is signed.
 */
async function userOf(_request) {
  return process.env.DEMO_USER || undefined;
}

/**
 * The policy: each entry builds a request that may be signed from values that it checks. An action without an entry is
 * refused. CreateJob has no entry, because a signature does not cover the body, so it would be valid for any job.
 */
const POLICY = new Map(Object.entries({
  ListJobs: ({ query }) => ({
    method: "GET",
    path: "/jobs",
    query: {
      ...optional("jobStatuses", query?.jobStatuses, /^[A-Za-z]{1,32}$/),
      ...optional("maxResults", query?.maxResults, /^[1-9][0-9]{0,3}$/),
      ...optional("nextToken", query?.nextToken, /^[!-~]{1,64}$/),
    },
  }),
  DescribeJob: ({ jobId }) => ({ method: "GET", path: `/jobs/${matching("jobId", jobId, JOB_ID)}`, query: {} }),
  UpdateJobStatus: ({ jobId, requestedJobStatus, query }) => {
    matching("jobId", jobId, JOB_ID);
    matching("requestedJobStatus", requestedJobStatus, /^(Ready|Cancelled)$/);
    const isAllowed = requestedJobStatus === "Cancelled" || CONFIRMABLE.has(jobId);
    if (!isAllowed) throw new Refusal(403, "this job may not be confirmed");
    const reason = optional("statusUpdateReason", query?.statusUpdateReason, /^\P{Cc}{0,256}$/u);
    return { method: "POST", path: `/jobs/${jobId}/status`, query: { requestedJobStatus, ...reason } };
  },
}));

function matching(name, value, pattern) {
  if (typeof value !== "string" || !pattern.test(value)) throw new Refusal(403, `${name} is not one that is allowed`);
  return value;
}

function optional(name, value, pattern) {
  return value === undefined ? {} : { [name]: matching(name, value, pattern) };
}

/**
 * The request to sign. It is built by the policy for the given action and is never the page's own description. If the
 * two differ, the page has a bug or was manipulated, and nothing is signed.
 */
function approved(asked) {
  const allowed = POLICY.get(asked.action)?.(asked);
  if (!allowed) throw new Refusal(403, "this action is not allowed");
  const request = { ...allowed, host: HOST, headers: { host: HOST, "x-cos-appid": appId } };
  for (const [part, value] of Object.entries(request)) {
    const isSame = isDeepStrictEqual(asked[part], value);
    if (!isSame) throw new Refusal(403, `the ${part} is not that of ${asked.action} for this account`);
  }
  return request;
}

async function sign({ method, path, query, headers }) {
  const startTime = Math.floor(Date.now() / 1000) - EARLIER;
  const signed = sessionToken ? { ...headers, "x-cos-security-token": sessionToken } : headers;
  const times = { startTime, endTime: startTime + LIFETIME };
  return authorization({ method, path, query, headers: signed }, { secretId, secretKey, ...times });
}

/** A page of another site can make a browser send a request with this user's cookie, but not with this origin and content type. */
function checkOrigin({ headers }) {
  const site = headers["sec-fetch-site"] ?? "same-origin";
  if (headers.origin !== PAGE_ORIGIN || site !== "same-origin") throw new Refusal(403, "the page is of another origin");
  const isJson = /^application\/json\s*(;|$)/.test(headers["content-type"]);
  if (!isJson) throw new Refusal(415, "the body must be application/json");
}

function parsed(body) {
  let asked;
  try {
    asked = JSON.parse(body);
  } catch {
    // The result is not an object, and the parser's error is not used, because it may quote the body.
  }
  if (typeof asked !== "object" || asked === null) throw new Refusal(400, "the body is not a JSON object");
  return asked;
}

async function answer(request) {
  if (request.url !== "/authorize") throw new Refusal(404, "there is only /authorize");
  if (request.method !== "POST") throw new Refusal(405, "only POST");
  checkOrigin(request);
  const user = await userOf(request);
  if (!user) throw new Refusal(401, "there is no session: sign in first");
  const toSign = approved(parsed(await bodyOf(request, MAX_BODY)));
  const signature = await sign(toSign);
  console.log(`signed for ${user}: ${toSign.method} ${toSign.path} ${toSign.query.requestedJobStatus ?? ""}`.trimEnd());
  return { authorization: signature, sessionToken };
}

const server = createServer(async (request, response) => {
  try {
    sendJson(response, 200, await answer(request));
  } catch (error) {
    // The text of a refusal is our own. The text of any other error may quote something, so only its name is shown.
    const { status, message } = error instanceof Refusal ? error : { status: 500, message: "it could not be signed" };
    console.log(status === 500 ? `failed: ${error?.code ?? error?.name}` : `refused with ${status}: ${message}`);
    sendJson(response, status, { reason: message });
  }
});
listen(server, Number(process.env.PORT ?? 8791));
