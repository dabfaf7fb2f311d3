// Finds out in which form a request was pasted, and reads it.
import { parseCurl } from "./curl.js";
import { parseHar } from "./har.js";

/**
 * { method, url, headers: [name, value][], authorization?, sentAt?, answer? }, or { problem: reason } if it cannot be read.
 * The forms: a curl command, JSON of a HAR entry or file, or a request as HTTP/1.1 writes it.
 */
export function readRequest(text) {
  const request = parsed(text.trim());
  if (!request) return { problem: "requestUnreadable" };
  if (request.problem) return request;
  const authorization = request.headers.find(([name]) => name === "authorization")?.[1];
  return { ...request, headers: request.headers.filter(([name]) => name !== "authorization"), authorization };
}

function parsed(text) {
  if (/^curl(\.exe)?\s/i.test(text)) return parseCurl(text);
  if (/^[[{]/.test(text)) return parsedJson(text);
  return parseLines(text);
}

function parsedJson(text) {
  try {
    return parseHar(JSON.parse(text));
  } catch {
    return { problem: "jsonUnreadable" };
  }
}

/** "POST /path HTTP/1.1" or "POST https://host/path", and one header on each of the next lines. */
function parseLines(text) {
  const [first, ...rest] = text.split(/\r?\n/);
  const start = /^([A-Za-z]+)\s+(\S+)(\s+HTTP\/[\d.]+)?\s*$/.exec(first);
  if (!start) return null;
  const headers = parseHeaders(rest.slice(0, endOfHeaders(rest)).join("\n"));
  const host = headers.find(([name]) => name === "host")?.[1];
  const url = start[2].startsWith("/") ? host && `https://${host}${start[2]}` : start[2];
  return url ? { method: start[1], url, headers } : { problem: "hostMissing" };
}

function endOfHeaders(lines) {
  const end = lines.findIndex((line) => !line.trim());
  return end < 0 ? lines.length : end;
}

/** "name: value" lines as pairs with names in lower case. Other lines are ignored. */
export function parseHeaders(text) {
  return text.split(/\r?\n/).map((line) => /^\s*([^\s:]+)\s*:\s*(.*?)\s*$/.exec(line)).filter(Boolean).map(([, name, value]) => [name.toLowerCase(), value]);
}
