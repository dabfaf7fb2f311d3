import { readFile } from "node:fs/promises";

import { UsageError } from "../lib/failure.mjs";
import { printable } from "../lib/text.mjs";

export const create = {
  name: "create",
  summary: "Creates a job from a JSON file",
  usage: "create [<file> | -]",
  details: `The file has the input of createJob. Without a file, or with -, the JSON is read from standard input. If it has a
clientRequestToken, a repetition finds the job of the first run and never makes a second one.`,
  example: `npx cos-jobs create job.json
npx cos-jobs create <<'JSON'
{
  "description": "delete old logs", "priority": 10, "confirmationRequired": true,
  "roleArn": "qcs::cam::uin/100000000001:roleName/COSBatch_QcsRole",
  "manifest": {
    "location": { "eTag": "\\"15150651828fa9cdcb8356b6d1c7638b\\"",
                  "objectArn": "qcs::cos:ap-chengdu::lists-1250000000/old-logs.csv" },
    "spec": { "format": "COSBatchOperations_CSV_V1", "fields": ["Bucket", "Key"] } },
  "operation": { "cosDeleteObject": {} },
  "report": { "enabled": false }
}
JSON`,
  usesAccount: true,
  operands: [0, 1],

  async run(context) {
    const { output } = context;
    const input = await inputOf(context);
    const client = await context.client();
    const result = await context.change(() => client.createJob(input));
    if (context.json) output.json(result);
    else output.line(`${output.isTerminal ? "created " : ""}${printable(result.jobId)}`);
  },

  request: async (context) => ({ action: "CreateJob", input: await inputOf(context) }),
};

async function inputOf({ positionals: [file = "-"], output }) {
  const name = file === "-" ? "standard input" : file;
  if (file === "-" && process.stdin.isTTY) output.note("Reading JSON from standard input. End it with Ctrl-D.");
  const text = file === "-" ? await readStandardInput() : await readText(file);
  let input;
  try {
    input = JSON.parse(text.replace(/^\ufeff/, ""));
  } catch (error) {
    throw new UsageError(`${name} is not valid JSON: ${error.message}`);
  }
  if (input === null || typeof input !== "object" || Array.isArray(input)) {
    throw new UsageError(`${name} must have a JSON object`);
  }
  return input;
}

async function readText(file) {
  try {
    return await readFile(file, "utf8");
  } catch (error) {
    throw new UsageError(`cannot read ${file}: ${error.code === "ENOENT" ? "it does not exist" : error.code}`);
  }
}

async function readStandardInput() {
  const chunks = [];
  for await (const chunk of process.stdin) chunks.push(chunk);
  return Buffer.concat(chunks).toString("utf8");
}
