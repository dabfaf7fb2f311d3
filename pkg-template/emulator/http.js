/** Requests and answers as plain data. */

/** What a request's headers must not show. */
const SECRET = ["authorization", "x-cos-security-token"];

/** Reads the arguments of a `fetch`. `shown` is what `requests()` shows of it. */
export async function received(input, init = {}) {
  const isRequest = typeof input === "object" && typeof input?.url === "string";
  const url = new URL(isRequest ? input.url : String(input));
  const method = String(init.method ?? (isRequest ? input.method : "GET")).toUpperCase();
  // A host adds this header itself, so that no caller can choose it.
  const headers = [["host", url.host], ...pairs(init.headers ?? (isRequest ? input.headers : []))];
  const body = await bytes(init.body ?? (isRequest ? await input.arrayBuffer() : ""));
  const target = url.pathname + url.search;
  const { action, jobId } = call(method, url.pathname);
  const signal = init.signal ?? (isRequest ? input.signal : undefined);
  const shown = {
    action,
    ...(jobId && { jobId }),
    method,
    url: url.href,
    headers: Object.fromEntries(headers.filter(([name]) => !SECRET.includes(name))),
    ...(body.length > 0 && { body: new TextDecoder().decode(body) }),
  };
  return { action, jobId, method, target, headers, body, signal, shown };
}

function pairs(headers) {
  const entries = typeof headers?.entries === "function" && !Array.isArray(headers) ? [...headers.entries()] : headers;
  const list = Array.isArray(entries) ? entries : Object.entries(entries);
  return list.map(([name, value]) => [String(name).toLowerCase(), String(value)]);
}

async function bytes(body) {
  if (typeof body === "string") return new TextEncoder().encode(body);
  if (body instanceof ArrayBuffer) return new Uint8Array(body);
  if (ArrayBuffer.isView(body)) return new Uint8Array(body.buffer, body.byteOffset, body.byteLength);
  return new Uint8Array(await new Response(body).arrayBuffer());
}

const ACTIONS = {
  "GET /jobs": "ListJobs",
  "POST /jobs": "CreateJob",
  "GET /jobs/": "DescribeJob",
  "DELETE /jobs/": "DeleteJob",
  "POST /jobs//status": "UpdateJobStatus",
  "POST /jobs//priority": "UpdateJobPriority",
};

/** The action of a request, and its job. */
function call(method, path) {
  const [, first, id, last] = path.split("/");
  const shape = `/${first}${id === undefined ? "" : "/"}${last === undefined ? "" : `/${last}`}`;
  return { action: ACTIONS[`${method} ${shape}`], jobId: id && decodeURIComponent(id) };
}

/** A response with these parts. */
export function answer({ status, headers, body }) {
  const pairs = [];
  for (let index = 0; index < headers.length; index += 2) pairs.push([headers[index], headers[index + 1]]);
  // A response without content must not have a body.
  return new Response(status === 204 ? null : body, { status, headers: pairs });
}
