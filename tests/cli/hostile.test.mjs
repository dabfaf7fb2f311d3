/** Texts of a server that would change the terminal or forge a line: no command prints them as they are. */

import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { test } from "node:test";

import { creation } from "../js/creation.mjs";
import { between, cosJobs, environment, inTerminal, needsTerminal, temporaryFolder } from "./support.mjs";

const EVIL = "Z&#27;]0;pwned&#7;&#155;31m&#8238;&#10;forged line";

const job = (id, status) => `<JobId>${id}</JobId><Status>${status}</Status><Description>${EVIL}</Description>`;
const described = (status) => `<DescribeJobResult><Job>${job("a", status)}</Job></DescribeJobResult>`;
const listed = `<ListJobsResult><Jobs><member>${job(EVIL, EVIL)}</member></Jobs></ListJobsResult>`;
const created = `<CreateJobResult><JobId>${EVIL}</JobId></CreateJobResult>`;
const changed = `<UpdateJobStatusResult><JobId>a</JobId><Status>${EVIL}</Status></UpdateJobStatusResult>`;
const refused = `<Error><Code>AccessDenied</Code><Message>${EVIL}</Message></Error>`;

/** Commands, and the answers that they get one after the other. */
const CASES = [
  [["list"], listed],
  [["describe", "a"], described(EVIL)],
  [["describe", "a"], refused],
  [["create", "job.json"], created],
  [["confirm", "a"], described("Suspended"), changed],
  [["cancel", "a", "b", "--yes"], refused],
  [["cancel", "a", "b", "--dry-run"], refused],
  [["watch", "a"], described(EVIL), described("Complete")],
];

/** Runs a command with these answers, and returns what it prints. */
async function printed(t, start, args, answers) {
  const rest = [...answers];
  const endpoint = await between(t, undefined, ({ request, response }) => {
    const answer = rest.length > 1 ? rest.shift() : rest[0];
    request.resume();
    response.writeHead(answer === refused ? 403 : 200, { "x-cos-request-id": "NWRm" }).end(answer);
  });
  const file = join(await temporaryFolder(t), "job.json");
  await writeFile(file, JSON.stringify(creation));
  const { stdout, stderr } = await start(environment(endpoint), args.map((arg) => (arg === "job.json" ? file : arg)));
  return stdout + stderr;
}

function assertHarmless(text) {
  assert.match(text, /pwned.*forged line/);
  assert.doesNotMatch(text, /[^\P{C}\t\n]/u);
}

for (const [args, ...answers] of CASES) {
  const what = `${args.join(" ")}${answers.includes(refused) ? ", refused" : ""}`;

  test(`in a pipe: ${what}`, async (t) => {
    assertHarmless(await printed(t, cosJobs, args, answers));
  });

  test(`in a terminal: ${what}`, needsTerminal, async (t) => {
    const text = await printed(t, (env, args) => inTerminal(env, args, 250).ended, args, answers);
    // Colours, and the start of a line that is drawn again, are the command's own.
    assertHarmless(text.replace(/\u001b\[[\d;]*[mK]|\r/g, ""));
  });
}
