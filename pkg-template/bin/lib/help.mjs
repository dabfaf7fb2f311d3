/** The texts of --help. */

import { optionsOf } from "./arguments.mjs";

/** Help for one command. */
export function commandHelp(command) {
  const { summary, usage, details, example } = command;
  const rows = Object.entries(optionsOf(command)).map(([name, option]) => [flag(name, option), option.help]);
  const parts = [
    `Usage: cos-jobs ${usage}`,
    `${summary}.${details ? `\n${details}` : ""}`,
    `Options:\n${columns(rows)}`,
    `Example:\n${indented(example)}`,
  ];
  return parts.join("\n\n");
}

/** Help for the whole program. */
export function generalHelp(commands) {
  const rows = commands.map(({ name, summary }) => [name, summary]);
  return `Usage: cos-jobs <command> [options]

Works with batch-operation jobs of Tencent Cloud COS.

Commands:
${columns(rows)}

The account and the keys come from the environment: COS_REGION, COS_UIN, COS_APPID, COS_SECRET_ID, COS_SECRET_KEY,
COS_SESSION_TOKEN and COS_ENDPOINT. The keys can also come from a file (--credentials FILE).

Exit codes: 0 done, 1 failed, 2 wrong usage or missing keys, 3 the outcome of a change is unknown, 130 interrupted.

Each command has more help: cos-jobs <command> --help

Example, without an account:
  npx cos-jobs emulator`;
}

function flag(name, { short, value, multiple }) {
  return `${short ? `-${short}, ` : ""}--${name}${value ? ` ${value}` : ""}${multiple ? " ..." : ""}`;
}

function columns(rows) {
  const width = Math.max(...rows.map(([left]) => left.length));
  return rows.map(([left, right]) => `  ${left.padEnd(width)}  ${right}`).join("\n");
}

function indented(text) {
  return text.split("\n").map((line) => `  ${line}`).join("\n");
}
