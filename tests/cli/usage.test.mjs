/** Wrong usage, help, keys, and the versions of Node. */

import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import { join } from "node:path";
import { test } from "node:test";

import { needs, node } from "../packaging/support/runtimes.mjs";
import { COMMAND, KEYS, Run, cosJobs, environment, startEmulator, temporaryFolder } from "./support.mjs";

const NOWHERE = environment("http://127.0.0.1:1");
const COMMANDS = ["list", "describe", "create", "confirm", "cancel", "priority", "delete", "watch", "wait", "sign", "emulator", "completion"];

for (const name of COMMANDS) {
  test(`${name} --help has an example`, async () => {
    const { code, stdout, stderr } = await cosJobs({ PATH: process.env.PATH }, [name, "--help"]);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, new RegExp(`^Usage: cos-jobs ${name}`));
    assert.match(stdout, new RegExp(`Example:\n.*cos-jobs ${name}`, "s"));
  });
}

test("--help lists all commands, and without a command the exit code is 2", async () => {
  const { code, stdout } = await cosJobs(NOWHERE, ["--help"]);
  assert.equal(code, 0);
  for (const name of COMMANDS) assert.match(stdout, new RegExp(`^  ${name} `, "m"));
  assert.equal((await cosJobs(NOWHERE, [])).code, 2);
  assert.match((await cosJobs(NOWHERE, ["--version"])).stdout, /^\d+\.\d+\.\d+\n$/);
});

/** Arguments, and what the message must contain. */
const WRONG = [
  [["confrm"], /no command "confrm"; the closest command is "confirm"/],
  [["--json"], /the first argument must be a command/],
  [["cancel", "a", "--resaon", "x"], /no option --resaon; the closest option is --reason/],
  [["list", "--status", "suspnded"], /no status "suspnded"; the closest status is Suspended/],
  [["describe"], /an argument is missing; usage: cos-jobs describe <job-id>/],
  [["describe", "a", "b"], /too many arguments/],
  [["list", "--limit", "0"], /--limit must be a whole number from 1/],
  [["list", "--limit"], /--limit needs a value/],
  [["confirm", "a", "--yes=no"], /--yes takes no value/],
  [["confirm", "a", "--reason", "--yes"], /--reason needs a value/],
  [["confirm"], /no jobs are selected/],
  [["confirm", "a", "--status", "Ready"], /but not both/],
  [["list", "--secret-key", "x"], /COS_SECRET_KEY/],
  [["sign", "lst"], /the closest command is list/],
  [["completion", "fish"], /the closest shell is/],
  [["emulator", "--prot", "1"], /closest option is --port/],
  [["list", "--endpoint", "localhost:1"], /--endpoint must be an address/],
  [["describe", "a b"], /jobId/],
  // Names that every object has.
  [["toString"], /no command "toString"; the closest command is/],
  [["list", "--constructor"], /no option --constructor; the closest option is/],
  [["list", "--__proto__=x"], /no option --__proto__; the closest option is/],
  [["list", "--status", "constructor"], /no status "constructor"; the closest status is/],
  [["sign", "toString"], /"toString" cannot be signed; the closest command is/],
  [["sign", "__proto__"], /"__proto__" cannot be signed; the closest command is/],
  [["completion", "constructor"], /no completion for "constructor"; the closest shell is/],
  [["priority", "a", "-1"], /a number must not be negative: -1/],
  [["list", "--timeout", "0"], /--timeout must be a whole number from 1/],
];
for (const [args, pattern] of WRONG) {
  test(`wrong usage: ${args.join(" ")}`, async () => {
    const { code, stdout, stderr } = await cosJobs(NOWHERE, args);
    assert.deepEqual([code, stdout], [2, ""], stderr);
    assert.match(stderr, pattern);
  });
}

test("a missing variable is named", async () => {
  for (const name of ["COS_SECRET_ID", "COS_SECRET_KEY", "COS_REGION", "COS_UIN", "COS_APPID"]) {
    const { code, stderr } = await cosJobs({ ...NOWHERE, [name]: "" }, ["list"]);
    assert.equal(code, 2);
    assert.match(stderr, new RegExp(name));
  }
});

test("all missing parts of the account are named at once, with the way to try it without one", async () => {
  const { code, stderr } = await cosJobs({ ...NOWHERE, COS_REGION: "", COS_UIN: "", COS_APPID: "" }, ["list"]);
  assert.equal(code, 2);
  assert.match(stderr, /COS_REGION, COS_UIN, COS_APPID.*npx cos-jobs emulator/);
});

test("--timeout limits the time of a request", async (t) => {
  const silent = createServer(() => {}).listen(0, "127.0.0.1");
  t.after(() => silent.close().closeAllConnections());
  await once(silent, "listening");
  const start = Date.now();
  const given = environment(`http://127.0.0.1:${silent.address().port}`);
  const { stderr } = await cosJobs(given, ["confirm", "a", "--timeout", "1"]);
  assert.match(stderr, /no answer came within 1000 ms/);
  assert.doesNotMatch(stderr, /emulator/, "there is a server");
  assert.ok(Date.now() - start < 30_000);
});

test("if no server answers, the message tells how to start the emulator", async () => {
  const { code, stderr } = await cosJobs(environment("http://127.0.0.1:8799"), ["list"]);
  assert.equal(code, 1);
  assert.match(stderr, /npx cos-jobs emulator --port 8799/);
});

const { COS_SECRET_ID: id, COS_SECRET_KEY: key } = KEYS;
const later = Math.floor(Date.now() / 1000) + 3600;

/** Files of keys that are understood. */
const FILES = {
  "plain JSON": JSON.stringify({ secretId: id, secretKey: key }),
  "an answer of STS": JSON.stringify({ credentials: { tmpSecretId: id, tmpSecretKey: key }, startTime: 1, expiredTime: later }),
  "an answer of STS 3.0": JSON.stringify({ Credentials: { TmpSecretId: id, TmpSecretKey: key }, ExpiredTime: later }),
  "coscmd's ini file": `[common]\nsecret_id = ${id}\nsecret_key = ${key}\nbucket = lists-1250000000\nregion = ap-chengdu\nschema = https\n`,
};
for (const [what, text] of Object.entries(FILES)) {
  test(`keys from ${what}`, async (t) => {
    const endpoint = await startEmulator(t, "--jobs", "1");
    const file = join(await temporaryFolder(t), "keys");
    await writeFile(file, text);
    const own = { COS_SECRET_ID: "", COS_SECRET_KEY: "", ...(what.startsWith("coscmd") && { COS_REGION: "", COS_APPID: "" }) };
    const { code, stderr } = await cosJobs(environment(endpoint, own), ["list", "--credentials", file]);
    assert.equal(code, 0, stderr);
  });
}

/** Files of keys that are refused, and the field or the reason that the message names. */
const UNREADABLE = [
  [`{ "secretId": "${id}" }`, "secretKey"],
  [`{ "secretKey": "${key}" }`, "secretId"],
  [`{ "credentials": { "tmpSecretId": "${id}" } }`, "tmpSecretKey"],
  [`{ "secretId": "${id}", "secretKey": 5 }`, "secretKey"],
  [`{ "secretKey": "${key}"`, "not valid JSON"],
  [`{ "secretId": "${id}", "secretKey": "${key}", "expiredTime": 5 }`, "expired"],
  [`[common]\nsecret_key = ${key}\n`, "secret_id"],
  ["", "secret_id"],
];
for (const [text, named] of UNREADABLE) {
  test(`a file of keys that cannot be used: ${named} in ${JSON.stringify(text.slice(0, 20))}`, async (t) => {
    const file = join(await temporaryFolder(t), "keys.json");
    await writeFile(file, text);
    const { code, stderr } = await cosJobs(NOWHERE, ["list", "--credentials", file]);
    assert.equal(code, 2, stderr);
    assert.ok(stderr.includes(file) && stderr.includes(named), stderr);
    assert.ok(!stderr.includes(key), stderr);
  });
}

for (const which of ["oldest", "newest"]) {
  const runtime = node(which);
  test(`the ${which} Node runs the command`, needs(runtime), async (t) => {
    const endpoint = await startEmulator(t);
    const { code, stdout, stderr } = await new Run(runtime.program, [COMMAND, "list"], environment(endpoint)).ended;
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout.trim().split("\n").length, 20);
    const emulator = new Run(runtime.program, [COMMAND, "emulator", "--port", "0"], {});
    t.after(() => emulator.child.kill());
    await emulator.shows(/listening on http/);
    const { stdout: listed } = await cosJobs(environment(/listening on (.*)\n/.exec(emulator.stdout)[1]), ["list"]);
    assert.equal(listed.trim().split("\n").length, 20);
  });
}

const hasBash = spawnSync("bash", ["--version"]).status === 0;
test("bash completes commands, options and statuses", hasBash ? {} : { skip: "NOT TESTED: there is no bash" }, () => {
  const complete = (...words) => {
    const script = `eval "$('${process.execPath}' '${COMMAND}' completion bash)"; COMP_WORDS=(cos-jobs ${words.map((word) => `'${word}'`).join(" ")})
      COMP_CWORD=${words.length}; _cos_jobs; echo "\${COMPREPLY[@]}"`;
    return spawnSync("bash", ["-c", script], { encoding: "utf8" }).stdout.trim();
  };
  assert.equal(complete("conf"), "confirm");
  assert.equal(complete("confirm", "--dr"), "--dry-run");
  assert.equal(complete("list", "--status", "Sus"), "Suspended");
});
