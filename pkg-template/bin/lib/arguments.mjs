/** Reads the arguments of a command. A wrong one is named together with the closest valid one. */

import { parseArgs } from "node:util";

import { closest } from "./closest.mjs";
import { UsageError } from "./failure.mjs";

/** The options of every command. */
const GENERAL = { help: { type: "boolean", short: "h", help: "shows this help" } };

const JSON_OPTION = { json: { type: "boolean", help: "prints one JSON object per line" } };

/** The options of the commands that use an account. */
const ACCOUNT = {
  region: { type: "string", value: "REGION", help: "such as ap-chengdu; default: COS_REGION" },
  uin: { type: "string", value: "UIN", help: "the main account; default: COS_UIN" },
  appid: { type: "string", value: "APPID", help: "such as 1250000000; default: COS_APPID" },
  endpoint: { type: "string", value: "URL", help: "where requests go; default: COS_ENDPOINT, or the service" },
  timeout: { type: "string", value: "SECONDS", help: "how long one request may take; default: 10" },
  credentials: { type: "string", value: "FILE", help: "keys as JSON, an STS answer, or coscmd's ini file" },
};

/** What someone may try although keys must not be visible in a list of processes or in the history of a shell. */
const KEY_OPTIONS = ["secret-id", "secret-key", "session-token", "token"];

/** All options of a command. */
export function optionsOf({ options = {}, usesAccount = false, printsJson = usesAccount }) {
  return { ...options, ...(printsJson && JSON_OPTION), ...(usesAccount && ACCOUNT), ...GENERAL };
}

/** @returns {{ values: Record<string, any>, positionals: string[] }} */
export function parse(command, args) {
  const options = optionsOf(command);
  const config = Object.entries(options).map(([name, { type, short, multiple = false }]) => [
    name,
    { type, multiple, ...(short && { short }) },
  ]);
  // Not strict, because the messages of strict mode do not name the closest option.
  const parsed = parseArgs({ args, options: Object.fromEntries(config), strict: false, tokens: true });
  for (const token of parsed.tokens) if (token.kind === "option") checkOption(token, options);
  if (!parsed.values.help) checkPositionals(command, parsed.positionals);
  return { values: parsed.values, positionals: parsed.positionals };
}

function checkOption({ name, rawName, value, inlineValue }, options) {
  if (!Object.hasOwn(options, name)) throw unknownOption(name, rawName, Object.keys(options));
  const { type } = options[name];
  if (type === "boolean" && value !== undefined) throw new UsageError(`${rawName} takes no value`);
  if (type === "string" && !value) throw new UsageError(`${rawName} needs a value`);
  if (type === "string" && !inlineValue && value.startsWith("-") && value !== "-") {
    throw new UsageError(`${rawName} needs a value; for a value that starts with "-", write ${rawName}=${value}`);
  }
}

function unknownOption(name, rawName, names) {
  if (/^\d/.test(name)) return new UsageError(`a number must not be negative: ${rawName}`);
  if (KEY_OPTIONS.includes(name)) {
    return new UsageError(
      `keys cannot be given by an option, because other users could see them: there is no option ${rawName}; set COS_SECRET_ID ` +
        "and COS_SECRET_KEY, or name a file with --credentials",
    );
  }
  return new UsageError(`there is no option ${rawName}; the closest option is --${closest(name, names)}`);
}

function checkPositionals({ name, operands = [0, 0], usage }, { length }) {
  const [least, most] = operands;
  if (length >= least && length <= most) return;
  const what = length < least ? "an argument is missing" : "there are too many arguments";
  throw new UsageError(`${name}: ${what}; usage: cos-jobs ${usage}`);
}

/** The value of an option that is a whole number. */
export function wholeNumber(text, what, { least = 0, most = Number.MAX_SAFE_INTEGER } = {}) {
  if (text === undefined) return undefined;
  const number = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError(`${what} must be a whole number from ${least} to ${most}, not "${text}"`);
}
