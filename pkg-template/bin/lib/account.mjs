/** The account and the client, from options, the environment and the file of the keys. */

import { CosJobs } from "../../index.js";
import { findKeys } from "./credentials.mjs";
import { UsageError } from "./failure.mjs";

/** Where each part of the account comes from. */
const PARTS = [
  { part: "region", option: "region", variable: "COS_REGION" },
  { part: "uin", option: "uin", variable: "COS_UIN" },
  { part: "appId", option: "appid", variable: "COS_APPID" },
];

/** The options of the client. */
export async function accountOf(values, environment = process.env) {
  const { credentials, ...fromFile } = await findKeys(values.credentials, environment);
  const account = { credentials, endpoint: endpointOf(values, environment) };
  for (const { part, option, variable } of PARTS) {
    const value = values[option] || environment[variable] || fromFile[part];
    if (!value) throw new UsageError(`${part} is missing: set the environment variable ${variable}, or give --${option}`);
    account[part] = value;
  }
  return account;
}

function endpointOf({ endpoint }, { COS_ENDPOINT }) {
  const given = endpoint ?? (COS_ENDPOINT || undefined);
  if (given === undefined) return undefined;
  const name = endpoint === undefined ? "COS_ENDPOINT" : "--endpoint";
  let url;
  try {
    url = new URL(given);
  } catch {
    // The check below refuses it.
  }
  if (!["http:", "https:"].includes(url?.protocol)) {
    throw new UsageError(`${name} must be an address that starts with http:// or https://`);
  }
  return given;
}

export function clientOf(account) {
  return new CosJobs(account);
}
