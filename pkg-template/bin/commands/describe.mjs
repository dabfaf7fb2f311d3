import { printable } from "../lib/text.mjs";

export const describe = {
  name: "describe",
  summary: "Shows everything about a job",
  usage: "describe <job-id>",
  example: "npx cos-jobs describe 65f2e4cf-83f5-42f1-9aa2-14720613da29",
  usesAccount: true,
  operands: [1, 1],

  async run(context) {
    const { output, signal, positionals } = context;
    const client = await context.client();
    const job = await client.describeJob({ jobId: positionals[0] }, { signal });
    if (context.json) output.json(job);
    else show(output, [...fieldsOf(job)], job);
  },

  request: ({ positionals: [jobId] }) => ({ action: "DescribeJob", input: { jobId } }),
};

/** Prints names and values: aligned in a terminal, with a tab between them in a pipe. */
function show(output, fields, { status }) {
  const { isTerminal, style } = output;
  const width = Math.max(...fields.map(([name]) => name.length));
  for (const [name, value] of fields) {
    const shown = name === "status" ? style.status(status, value) : value;
    output.line(isTerminal ? `${style.paint("bold", name.padEnd(width))}  ${shown}` : `${name}\t${value}`);
  }
}

/** The fields at all depths, with names such as `manifest.spec.format`. */
function* fieldsOf(value, name = "") {
  if (value === null || typeof value !== "object") return void (yield [name, printable(value)]);
  for (const [key, inner] of Object.entries(value)) {
    yield* fieldsOf(inner, Array.isArray(value) ? `${name}[${key}]` : name ? `${name}.${key}` : key);
  }
}
