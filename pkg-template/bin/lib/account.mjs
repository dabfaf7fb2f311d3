/** The account and the client, from options, the environment and the file of the keys. */

import { CosJobs } from "../../index.js";
import { wholeNumber } from "./arguments.mjs";
import { findKeys } from "./credentials.mjs";
import { UsageError, WITHOUT_ACCOUNT } from "./failure.mjs";

/** Where each part of the account comes from. */
const PARTS = [
  { part: "region", option: "region", variable: "COS_REGION" },
  { part: "uin", option: "uin", variable: "COS_UIN" },
  { part: "appId", option: "appid", variable: "COS_APPID" },
];

/** The options of the client. */
export async function accountOf(values, environment = process.env) {
  const { credentials, ...fromFile } = await findKeys(values.credentials, environment);
  const seconds = wholeNumber(values.timeout, "--timeout", { least: 1, most: 2_147_483 });
  const account = { credentials, endpoint: endpointOf(values, environment), timeout: seconds && seconds * 1000 };
  for (const { part, option, variable } of PARTS) account[part] = values[option] || environment[variable] || fromFile[part];
  const missing = PARTS.filter(({ part }) => !account[part]);
  if (missing.length > 0) {
    const [variables, options] = [missing.map(({ variable }) => variable), missing.map(({ option }) => `--${option}`)];
    throw new UsageError(`the account is not complete: set ${variables.join(", ")}, or give ${options.join(", ")}. ${WITHOUT_ACCOUNT}`);
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
