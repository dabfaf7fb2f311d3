/** Finds the command, runs it, and turns its end into an exit code. */

import { createRequire } from "node:module";

import { COMMANDS } from "../commands/index.mjs";
import { parse } from "./arguments.mjs";
import { closest } from "./closest.mjs";
import { Context } from "./context.mjs";
import { EXIT, UsageError, explain, exitCodeOf } from "./failure.mjs";
import { commandHelp, generalHelp } from "./help.mjs";
import { Output } from "./output.mjs";

/** @param {string[]} argv the arguments, without the program */
export async function main(argv) {
  const output = new Output(process.stdout, process.stderr);
  // Not process.exit(), which would cut off output that is still being written to a pipe.
  process.exitCode = await run(argv, output);
}

async function run(argv, output) {
  const [name, ...rest] = argv;
  if (name === undefined) {
    output.note(generalHelp(COMMANDS));
    return EXIT.usage;
  }
  if (["--help", "-h", "help"].includes(name)) return showHelp(output, rest[0]);
  if (["--version", "-v"].includes(name)) return printed(output, version());
  let command;
  let context;
  try {
    command = commandNamed(name);
    const given = parse(command, rest);
    if (given.values.help) return printed(output, commandHelp(command));
    context = new Context(command, given, output);
    const code = (await command.run(context)) ?? EXIT.done;
    return code === EXIT.done && context.interrupted.aborted ? EXIT.interrupted : code;
  } catch (error) {
    const code = exitCodeOf(error);
    explain(error, { command, ...context?.facts }, output);
    return code;
  } finally {
    context?.end();
  }
}

function showHelp(output, name) {
  try {
    return printed(output, name === undefined ? generalHelp(COMMANDS) : commandHelp(commandNamed(name)));
  } catch (error) {
    explain(error, {}, output);
    return exitCodeOf(error);
  }
}

function printed(output, text) {
  output.line(text);
  return EXIT.done;
}

function commandNamed(name) {
  const command = COMMANDS.find((command) => command.name === name);
  if (command) return command;
  const what = name.startsWith("-") ? "the first argument must be a command, not" : "there is no command";
  const names = COMMANDS.map((command) => command.name);
  throw new UsageError(`${what} "${name}"; the closest command is "${closest(name, names)}"`);
}

function version() {
  return createRequire(import.meta.url)("../../package.json").version;
}
