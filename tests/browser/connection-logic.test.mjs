// The parts of the connection that need no browser: reading keys, renewing them, and finding out what is wrong.
import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { isEndpoint, isSafeUrl } from "../../www/js/connection/address.js";
import { checkConnection } from "../../www/js/connection/check.js";
import { renewalAt, temporaryKeys } from "../../www/js/connection/keys.js";
import { readKeys } from "../../www/js/connection/pasted-keys.js";
import texts from "../../www/js/texts/en/connection.js";

const load = (name) => import(pathToFileURL(`${process.env.COS_JOBS_PKG}/${name}.js`));
const { CosJobs } = await load("index");
const { createEmulator } = await load("emulator");

const NOW = 1_800_000_000;
const KEYS = { secretId: "AKIDx", secretKey: "k", sessionToken: "t" };
const say = ({ reason }) => reason;

test("keys are read from each form of STS, with the time at which they end", () => {
  const forms = [
    { credentials: { tmpSecretId: "AKIDx", tmpSecretKey: "k", sessionToken: "t" }, startTime: NOW, expiredTime: NOW + 1800 },
    { Response: { Credentials: { TmpSecretId: "AKIDx", TmpSecretKey: "k", Token: "t" }, ExpiredTime: NOW + 1800, Expiration: "..." } },
    { TmpSecretId: "AKIDx", TmpSecretKey: "k", SecurityToken: "t", ExpiredTime: NOW + 1800 },
    { code: 0, data: { TmpSecretId: "AKIDx", TmpSecretKey: "k", XCosSecurityToken: "t", ExpiredTime: (NOW + 1800) * 1000 } },
    { ...KEYS, expiredTime: NOW + 1800 },
  ];
  for (const form of forms) assert.deepEqual(readKeys(JSON.stringify(form, null, 2), NOW), { credentials: KEYS, expiredTime: NOW + 1800 });
  assert.deepEqual(readKeys(JSON.stringify(KEYS), NOW), { credentials: KEYS });
});

test("an answer without usable keys is refused with a reason that does not quote it", () => {
  const reasons = {
    stsNotJson: ["", "hidden", "[", "null"],
    stsError: [JSON.stringify({ Response: { Error: { Code: "AuthFailure", Message: "..." } } })],
    stsIncomplete: ["{}", JSON.stringify({ ...KEYS, sessionToken: " " })],
    stsExpired: [JSON.stringify({ ...KEYS, secretKey: "hidden", expiredTime: NOW + 3 })],
  };
  for (const [reason, texts] of Object.entries(reasons)) {
    for (const text of texts) {
      assert.throws(() => readKeys(text, NOW), (problem) => problem.reason === reason && !JSON.stringify(problem.values).includes("hidden"));
    }
  }
});

test("keys are renewed when the client asks again, and pasted keys end", async () => {
  let now = NOW;
  const first = { credentials: KEYS, expiredTime: NOW + 100 };
  const pasted = temporaryKeys({ first, now: () => now, say });
  assert.deepEqual(await pasted.credentials(), { ...KEYS, expiredTime: NOW + 100 });
  now += 100;
  await assert.rejects(pasted.credentials(), { message: "keysExpired" });

  const next = { credentials: { ...KEYS, sessionToken: "new" }, expiredTime: NOW + 9000 };
  const renewed = temporaryKeys({ first: { ...first, expiredTime: now + 100 }, renew: async () => next, now: () => now, say });
  assert.equal((await renewed.credentials()).sessionToken, "t");
  assert.equal((await renewed.credentials()).sessionToken, "new");
  assert.equal(renewed.expiredTime(), NOW + 9000);
});

test("a renewal address that fails says so without quoting its answer", async () => {
  const answering = (response) => renewalAt("https://sts.example/keys", async () => response, () => NOW);
  await assert.rejects(answering(new Response("secret", { status: 500 }))(), { reason: "renewalStatus", values: { status: 500 } });
  await assert.rejects(answering(new Response("secret"))(), { reason: "stsNotJson" });
  assert.deepEqual(await answering(Response.json(KEYS))(), { credentials: KEYS });
});

test("addresses that cannot work or are not safe are refused", () => {
  const base = "https://page.example/console/";
  for (const text of ["https://h", "http://127.0.0.1:8788", "/cos", "https://h/cos"]) assert.equal(isEndpoint(text, base), true, text);
  for (const text of ["ftp://h", "https://u@h", "https://h?x", "https://h#x", "http://"]) assert.equal(isEndpoint(text, base), false, text);
  for (const text of ["https://h/x?y=1", "http://localhost:1/x", "/authorize", "http://[::1]/"]) assert.equal(isSafeUrl(text, base), true, text);
  for (const text of ["http://h/x", "https://u:p@h", "http://127.0.0.1.example/"]) assert.equal(isSafeUrl(text, base), false, text);
});

/** The finding of a test of the built-in emulator with changed options. */
async function findingWith(change, prepare = () => {}, clock = 0) {
  const cos = await createEmulator({ jobs: [{}] });
  prepare(cos);
  const options = { ...cos.account, fetch: cos.fetch, ...change };
  const place = { kind: "keys", ...options };
  return checkConnection({ place, options }, { CosJobs, fetch, page: new URL("http://127.0.0.1:1/"), now: () => Date.now() + clock });
}

test("each wrong part of a connection is found", async () => {
  const { account: { credentials } } = await createEmulator();
  const always = (what) => (cos) => cos.fail({ what, times: 9 });
  const cases = [
    [{ credentials: { ...credentials, secretKey: "x" } }, "key", "secretKey"],
    [{ credentials: { ...credentials, secretId: "x" } }, "key", "secretId"],
    [{ credentials: { ...credentials, sessionToken: "x" } }, "key", "secretId"],
    [{ credentials: async () => { throw new Error("no"); } }, "key", "renewal"],
    [{ credentials: undefined, authorize: async () => { throw new Error("no"); } }, "key", "backend"],
    [{ credentials: undefined, authorize: async () => "q-sign-algorithm=sha1" }, "permission", "denied"],
    [{ appId: "1" }, "account", "appIdForeign"],
    [{ region: "ap-x", endpoint: "https://100000000001.cos-control.ap-x.myqcloud.com" }, "account", "hostForeign"],
    [{}, "key", "expired", always("expired-key")],
    [{}, "clock", "clockBehind", always("skewed-clock")],
    [{}, "address", "notCos", always("html")],
    [{}, "service", "trouble", always("throttled")],
  ];
  for (const [change, step, reason, prepare] of cases) {
    const { finding } = await findingWith(change, prepare);
    assert.deepEqual([finding?.step, finding?.reason], [step, reason]);
  }
  assert.deepEqual(await findingWith({}), { finding: null, notes: [] });
});

test("a clock that the client corrects is mentioned, with the difference", async () => {
  const { finding, notes: [note] } = await findingWith({}, (cos) => cos.fail({ what: "skewed-clock" }));
  assert.equal(finding, null);
  assert.deepEqual([note.step, note.reason, Math.round(note.values.offset / 60_000)], ["clock", "clockBehind", 60]);
});

test("a proxy that changes the host is recognised by the host that COS received", async (t) => {
  const server = createServer((_, response) => {
    response.writeHead(403, { "content-type": "application/xml" });
    response.end("<Error><Code>SignatureDoesNotMatch</Code><Message>no</Message><FormatString>get\n/jobs\nmaxresults=1\nhost=real.example&amp;x-cos-appid=1\n</FormatString></Error>");
  }).listen(0, "127.0.0.1");
  t.after(() => server.close());
  await new Promise((resolve) => server.once("listening", resolve));
  const options = { region: "r", uin: "1", appId: "1", endpoint: `http://127.0.0.1:${server.address().port}`, credentials: KEYS };
  const { finding } = await checkConnection({ place: { kind: "keys", ...options }, options }, { CosJobs, fetch, page: new URL("http://127.0.0.1:1/"), now: Date.now });
  assert.deepEqual([finding.reason, finding.values.received], ["hostRewritten", "real.example"]);
});

test("every problem and every finding has a text", async () => {
  const folder = new URL("../../www/js/connection/", import.meta.url);
  for (const name of await readdir(folder)) {
    const source = await readFile(new URL(name, folder), "utf8");
    for (const [, problem] of source.matchAll(/(?:Problem\(|\|\| |fail\()"(\w+)"/g)) assert.ok(texts.problem[problem], `${name}: ${problem} has no text`);
    for (const [, reason] of source.matchAll(/(?:reason: |found\("\w+", )"(\w+)"/g)) assert.ok(texts.advice[reason], `${name}: ${reason} has no text`);
  }
});
