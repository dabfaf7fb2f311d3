// Reads keys that a person pasted or that a renewal address answered: JSON in any of the forms of Tencent Cloud's STS.
import { Problem } from "./problem.js";

/** The seconds for which keys must still be valid to be worth using. */
const MARGIN = 5;

const NAMES = {
  secretId: ["tmpSecretId", "TmpSecretId", "secretId"],
  secretKey: ["tmpSecretKey", "TmpSecretKey", "secretKey"],
  sessionToken: ["sessionToken", "SecurityToken", "XCosSecurityToken", "Token", "token"],
};
const EXPIRY = ["expiredTime", "ExpiredTime"];

/** { credentials: { secretId, secretKey, sessionToken }, expiredTime? } with unix seconds; throws a Problem. */
export function readKeys(text, now) {
  const answer = parsed(text);
  const body = answer.Response ?? answer.data ?? answer;
  if (body.Error) throw new Problem("stsError", { code: String(body.Error.Code ?? body.Error.code ?? "") });
  const keys = body.credentials ?? body.Credentials ?? body;
  const credentials = {};
  for (const [name, names] of Object.entries(NAMES)) {
    credentials[name] = textOf(keys, names);
    if (!credentials[name]) throw new Problem("stsIncomplete", { name });
  }
  const expiredTime = expiryOf(body) ?? expiryOf(keys);
  if (expiredTime !== undefined && expiredTime - MARGIN <= now) throw new Problem("stsExpired", { time: expiredTime });
  return { credentials, ...(expiredTime && { expiredTime }) };
}

function parsed(text) {
  let value;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Problem("stsNotJson"); // The parser's own message may quote the keys.
  }
  if (typeof value !== "object" || value === null) throw new Problem("stsNotJson");
  return value;
}

const textOf = (keys, names) => names.map((name) => keys[name]).find((value) => typeof value === "string" && value.trim())?.trim();

function expiryOf(part) {
  const seconds = EXPIRY.map((name) => Number(part[name])).find((value) => value > 0);
  // Some services give milliseconds.
  return seconds > 1e11 ? Math.floor(seconds / 1000) : seconds;
}
