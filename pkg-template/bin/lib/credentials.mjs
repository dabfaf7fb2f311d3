/** The keys: from a file or from the environment. No message shows a value. */

import { readFile } from "node:fs/promises";

import { UsageError, WITHOUT_ACCOUNT } from "./failure.mjs";
import { parseIni } from "./ini.mjs";

/** The forms of keys in JSON. The first one whose fields occur in the file is taken. */
const FORMS = [
  { id: "secretId", key: "secretKey", token: "sessionToken" },
  { id: "tmpSecretId", key: "tmpSecretKey", token: "sessionToken" },
  { id: "TmpSecretId", key: "TmpSecretKey", token: ["Token", "SecurityToken", "XCosSecurityToken"] },
  { id: "SecretId", key: "SecretKey", token: ["Token", "SessionToken"] },
];

/** The fields of coscmd's file. */
const INI = { id: "secret_id", key: "secret_key", token: "token" };

/**
 * @returns {Promise<{ credentials: object | (() => Promise<object>), region?: string, appId?: string }>} what the client takes.
 *     coscmd's file also names the region, and the APPID as the end of the bucket's name
 */
export async function findKeys(file, environment) {
  if (file === undefined) return { credentials: keysFromEnvironment(environment) };
  const { region, appId } = await keysFromFile(file);
  // A function, so that a command that runs for a long time sees temporary keys that were renewed in the file.
  return { credentials: async () => (await keysFromFile(file)).keys, region, appId };
}

function keysFromEnvironment({ COS_SECRET_ID, COS_SECRET_KEY, COS_SESSION_TOKEN }) {
  const missing = [!COS_SECRET_ID && "COS_SECRET_ID", !COS_SECRET_KEY && "COS_SECRET_KEY"].filter(Boolean);
  if (missing.length > 0) {
    const are = missing.length > 1 ? "are" : "is";
    throw new UsageError(
      `the keys are missing: ${missing.join(" and ")} ${are} not set; set the environment variables COS_SECRET_ID and ` +
        `COS_SECRET_KEY, or name a file with --credentials. ${WITHOUT_ACCOUNT}`,
    );
  }
  return { secretId: COS_SECRET_ID, secretKey: COS_SECRET_KEY, ...(COS_SESSION_TOKEN && { sessionToken: COS_SESSION_TOKEN }) };
}

async function keysFromFile(file) {
  const text = await readText(file);
  const isJson = /^\s*[{["]/.test(text) && !/^\s*\[[\w .-]+\]\s*$/m.test(text.split(/\r?\n/, 1)[0]);
  return isJson ? fromJson(file, text) : fromIni(file, text);
}

async function readText(file) {
  try {
    return (await readFile(file, "utf8")).replace(/^\ufeff/, "");
  } catch (error) {
    const reasons = { ENOENT: "it does not exist", EACCES: "you may not read it", EISDIR: "it is a folder" };
    throw new UsageError(`cannot read the keys in ${file}: ${reasons[error.code] ?? error.code}`);
  }
}

function fromJson(file, text) {
  let json;
  try {
    json = JSON.parse(text);
  } catch {
    // The parser's message would show a part of the text.
    throw new UsageError(`cannot read the keys in ${file}: it is not valid JSON`);
  }
  const whole = json?.Response ?? json?.data ?? json;
  const inner = whole?.credentials ?? whole?.Credentials ?? whole;
  const form = FORMS.find(({ id, key }) => inner?.[id] !== undefined || inner?.[key] !== undefined);
  if (!form) throw new UsageError(`cannot read the keys in ${file}: the field secretId is missing`);
  const expiredTime = whole.expiredTime ?? whole.ExpiredTime ?? inner.expiredTime ?? inner.ExpiredTime;
  return { keys: keysOf(file, inner, form, expiredTime) };
}

function fromIni(file, text) {
  const section = parseIni(text);
  const appId = section.appid ?? /-(\d+)$/.exec(section.bucket ?? "")?.[1];
  return { keys: keysOf(file, section, INI), region: section.region, appId };
}

function keysOf(file, fields, { id, key, token }, expiredTime) {
  for (const name of [id, key]) {
    const value = fields[name];
    if (value === undefined) throw new UsageError(`cannot read the keys in ${file}: the field ${name} is missing`);
    if (typeof value !== "string" || value === "") {
      throw new UsageError(`cannot read the keys in ${file}: the field ${name} must be a text that is not empty`);
    }
  }
  const sessionToken = [token].flat().map((name) => fields[name]).find(Boolean);
  if (expiredTime !== undefined && Number(expiredTime) * 1000 < Date.now()) {
    throw new UsageError(`the keys in ${file} have expired (see its field expiredTime): get new ones`);
  }
  const expires = expiredTime === undefined ? {} : { expiredTime: Number(expiredTime) };
  return { secretId: fields[id], secretKey: fields[key], ...(sessionToken && { sessionToken }), ...expires };
}
