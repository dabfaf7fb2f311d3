// The parts of a request that its signature covers.
import { entriesOf, splitOnce } from "./authorization.js";

/** The parameters of a signature that is in the query instead of a header. They are not signed. */
const SIGNATURE = /^q-(sign-algorithm|ak|sign-time|key-time|header-list|url-param-list|signature)$/;

/** What has to be signed in any case, if the request has it. */
const IMPORTANT = ["host", "x-cos-appid", "x-cos-security-token"];

/**
 * { signable: { method, path, query, headers }, pairs, authorization?, problems }. `listed` is the q-header-list: only these headers
 * are signed. `pairs` are the parameters of the query as they were sent.
 */
export function signableOf({ method, url, headers }, listed) {
  const address = addressOf(url);
  if (!address) return { problems: [{ reason: "urlUnreadable" }] };
  const { host, path, search } = address;
  const sent = new Map([["host", host], ...headers]);
  const pairs = search.split("&").filter(Boolean).map((pair) => splitOnce(pair, "="));
  const [signature, signed] = partition(pairs, ([name]) => SIGNATURE.test(name));
  const query = signed.map((pair) => pair.map(decodedParameter));
  const names = listed === undefined ? IMPORTANT.filter((name) => sent.has(name)) : entriesOf(listed.toLowerCase());
  const covered = names.map((name) => decoded(name) ?? name).filter((name) => sent.has(name));
  return {
    signable: { method, path, query: Object.fromEntries(query), headers: Object.fromEntries(covered.map((name) => [name, sent.get(name)])) },
    pairs: signed,
    authorization: signature.length ? signature.map(([name, value]) => `${name}=${decoded(value) ?? value}`).join("&") : undefined,
    problems: [...queryProblems(query, signed), ...headerProblems(names, sent, headers), ...pathProblems(path)],
  };
}

/** The path and query as they were sent: `new URL` would normalise them. */
function addressOf(url) {
  const match = /^https?:\/\/([^/?#\s]+)([^?#]*)(?:\?([^#]*))?/i.exec(url.trim());
  if (!match) return null;
  const [, authority, path, search = ""] = match;
  return {
    host: authority.replace(/^.*@/, "").toLowerCase().replace(/:(80|443)$/, ""),
    path: (path || "/").replace(/[^!-~]+/gu, encodeURIComponent),
    search,
  };
}

function queryProblems(query, pairs) {
  const names = query.map(([name]) => name.toLowerCase());
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  return [
    twice !== undefined && { reason: "parameterTwice", name: twice },
    pairs.some(([, value]) => value.includes("+")) && { reason: "plus" },
    query.flat().includes(undefined) && { reason: "encodingBroken" },
  ].filter(Boolean);
}

function headerProblems(names, sent, headers) {
  const twice = headers.map(([name]) => name).find((name, index, all) => all.indexOf(name) !== index);
  return [
    twice && { reason: "headerTwice", name: twice },
    ...names.filter((name) => !sent.has(decoded(name) ?? name)).map((name) => ({ reason: "headerNotSent", name })),
    ...IMPORTANT.filter((name) => sent.has(name) && !names.includes(name)).map((name) => ({ reason: "headerNotSigned", name })),
    !sent.has("x-cos-appid") && { reason: "appIdMissing" },
  ].filter(Boolean);
}

const pathProblems = (path) => (decoded(path) === undefined ? [{ reason: "encodingBroken" }] : []);

const decodedParameter = (text) => decoded(text.replaceAll("+", " "));

/** undefined if the text is not encoded correctly. */
function decoded(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function partition(list, matches) {
  return [list.filter(matches), list.filter((item) => !matches(item))];
}
