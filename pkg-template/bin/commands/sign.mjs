import { parse } from "../lib/arguments.mjs";
import { closest } from "../lib/closest.mjs";
import { UsageError } from "../lib/failure.mjs";
import { cancel } from "./cancel.mjs";
import { confirm } from "./confirm.mjs";
import { create } from "./create.mjs";
import { deleteCommand } from "./delete.mjs";
import { describe } from "./describe.mjs";
import { list } from "./list.mjs";
import { priority } from "./priority.mjs";

/** The commands whose requests can be signed, and the vendor's names of those that have the same meaning. */
const SIGNABLE = { __proto__: null, list, describe, create, confirm, cancel, priority, delete: deleteCommand };
const ACTIONS = { __proto__: null, ListJobs: list, DescribeJob: describe, CreateJob: create, UpdateJobPriority: priority, DeleteJob: deleteCommand };

export const sign = {
  name: "sign",
  summary: "Prints the signed request of a command as a curl command, and sends nothing",
  usage: "sign <list | describe | create | confirm | cancel | priority | delete> [arguments of that command]",
  details: "The signature is valid for 15 minutes. With --json, it prints { url, method, headers, body }.",
  example: "npx cos-jobs sign confirm 65f2e4cf-83f5-42f1-9aa2-14720613da29",
  usesAccount: true,
  operands: [1, Infinity],
  options: {
    status: { type: "string", multiple: true, value: "STATUS", help: "for list: only jobs with this status" },
    reason: { type: "string", value: "TEXT", help: "for confirm and cancel: the reason that the job then shows" },
  },

  async run(context) {
    const { values, positionals, output } = context;
    const [name, ...rest] = positionals;
    const command = SIGNABLE[name] ?? ACTIONS[name];
    if (!command) throw new UsageError(`"${name}" cannot be signed; the closest command is ${closest(name, Object.keys(SIGNABLE))}`);
    // Checks the number of the arguments.
    const given = parse(command, rest);
    if (["confirm", "cancel"].includes(command.name) && rest.length !== 1) throw new UsageError(`sign ${name} needs the id of one job`);
    const { action, input } = await command.request({ values, positionals: given.positionals, output });
    const client = await context.client();
    const request = await client.prepare(action, input);
    if (context.json) output.json(request);
    else output.line(curl(request));
  },
};

/** The request as a command of a shell. */
function curl({ url, method, headers, body }) {
  const lines = [`curl --request ${method} ${quoted(url)}`];
  for (const [name, value] of Object.entries(headers)) lines.push(`--header ${quoted(`${name}: ${value}`)}`);
  if (body !== undefined) lines.push(`--data-binary ${quoted(body)}`);
  return lines.join(" \\\n  ");
}

const quoted = (text) => `'${text.replaceAll("'", "'\\''")}'`;
