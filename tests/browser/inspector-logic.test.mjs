// The signature inspector without a browser: reading requests, comparing, and recognising mistakes.
import assert from "node:assert/strict";
import { createHash, createHmac } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { parseAuthorization } from "../../www/js/inspector/authorization.js";
import { firstDifference } from "../../www/js/inspector/bytes.js";
import { inspect } from "../../www/js/inspector/inspect.js";
import { readRequest } from "../../www/js/inspector/pasted.js";
import { readAnswer } from "../../www/js/inspector/service-answer.js";
import texts from "../../www/js/texts/en/inspector.js";

const { explainSignature } = await import(pathToFileURL(`${process.env.COS_JOBS_PKG}/index.js`));
const vectors = JSON.parse(await readFile(new URL("../vectors/signature.json", import.meta.url), "utf8"));

const HOST = "100000000001.cos-control.ap-chengdu.myqcloud.com";
const PATH = "/jobs/65f2e4cf-83f5-42f1-9aa2-14720613da29/status";
const URL_SENT = `https://${HOST}${PATH}?requestedJobStatus=Ready&statusUpdateReason=it%27s%20(ok)%2F%E5%A5%BD`;
const TIMES = "1557989753;1557996953";
const KEY = "EmulatorOnlyNotARealSecretKey001";
const NOW = 1557989800;

const hmac = (key, text) => createHmac("sha1", key).update(text).digest("hex");
const sha1 = (text) => createHash("sha1").update(text).digest("hex");
const header = (signature, changes = {}) => Object.entries({
  "q-sign-algorithm": "sha1", "q-ak": "AKIDx", "q-sign-time": TIMES, "q-key-time": TIMES, "q-header-list": "host;x-cos-appid",
  "q-url-param-list": "requestedjobstatus;statusupdatereason", "q-signature": signature, ...changes,
}).map((pair) => pair.join("=")).join("&");
const request = (authorization, changes = {}) => ({
  method: "POST", url: URL_SENT, headers: [["x-cos-appid", "1250000000"]], authorization, secretKey: KEY, now: NOW, ...changes,
});
const inspected = (...given) => inspect(request(...given), explainSignature);
const reasons = ({ findings }) => findings.map(({ reason }) => reason);
const stage = ({ stages }, name) => stages.find((each) => each.name === name);

const RIGHT = `post\n${PATH}\nrequestedjobstatus=Ready&statusupdatereason=it%27s%20%28ok%29%2F%E5%A5%BD\nhost=${HOST}&x-cos-appid=1250000000\n`;
const signed = (httpString, key = hmac(KEY, TIMES), times = TIMES) => hmac(key, `sha1\n${times}\n${sha1(httpString)}\n`);

test("a right signature is recognised as right", async () => {
  const result = await inspected(header(signed(RIGHT)));
  assert.deepEqual(reasons(result), ["signatureRight"]);
  assert.equal(stage(result, "httpString").ours, RIGHT);
  assert.ok(result.stages.every(({ versions }) => versions.every(({ difference }) => difference === null)));
});

test("the published examples are right, with the path as it is sent", async () => {
  for (const example of vectors.examples) {
    const query = Object.entries(example.query ?? {}).map((pair) => pair.map(encodeURIComponent).join("=")).join("&");
    const { host, ...others } = Object.fromEntries(Object.entries(example.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const time = `${example.startTime};${example.endTime}`;
    const result = await inspected(header(example.signature, {
      "q-sign-time": time, "q-key-time": time, "q-header-list": example.headerList, "q-url-param-list": example.urlParamList,
    }), { method: example.method, url: `https://${host}${encodeURI(example.path)}${query && `?${query}`}`, headers: Object.entries(others), secretKey: vectors.secretKey });
    assert.ok(reasons(result).includes("signatureRight"), `${example.name}: ${reasons(result)}`);
  }
});

test("frequent mistakes are recognised by the signature alone, with the first byte that differs", async () => {
  const made = {
    valuesNotEncoded: RIGHT.replace("it%27s%20%28ok%29%2F%E5%A5%BD", "it's (ok)/好"),
    encodeUri: RIGHT.replace("it%27s%20%28ok%29", "it's%20(ok)"),
    encodeLowerHex: RIGHT.replace(/%[0-9A-F]{2}/g, (code) => code.toLowerCase()),
    spacesAsPlus: RIGHT.replace("%20", "+"),
    methodUpperCase: RIGHT.replace("post", "POST"),
    lastLineBreak: RIGHT.slice(0, -1),
    keysUpperCase: RIGHT.replace("requestedjobstatus", "requestedJobStatus").replace("statusupdatereason", "statusUpdateReason"),
    noParameters: RIGHT.replace(/\nrequested.*\n/, "\n\n"),
  };
  for (const [name, httpString] of Object.entries(made)) {
    const result = await inspected(header(signed(httpString)));
    assert.equal(reasons(result)[0], `mistake.${name}`);
    const [version] = stage(result, "httpString").versions;
    assert.deepEqual([version.source, version.text], ["mistake", httpString], name);
    const [left, right] = [Buffer.from(httpString), Buffer.from(RIGHT)];
    let byte = 0;
    while (byte < left.length && left[byte] === right[byte]) byte += 1;
    assert.equal(version.difference.byte, byte + 1, name);
  }
});

test("mistakes after the HttpString are recognised, also together with one in it", async () => {
  const key = hmac(KEY, TIMES);
  const toSign = `sha1\n${TIMES}\n${sha1(RIGHT)}\n`;
  const made = {
    signKeyBytes: hmac(Buffer.from(key, "hex"), toSign),
    secretKeyDirectly: hmac(KEY, toSign),
    secretKeySpace: hmac(hmac(`${KEY}\n`, TIMES), toSign),
    notHashed: hmac(key, `sha1\n${TIMES}\n${RIGHT}\n`),
    stringToSignLineBreak: hmac(key, toSign.slice(0, -1)),
    signatureUpperCase: hmac(key, toSign).toUpperCase(),
    signatureBase64: Buffer.from(hmac(key, toSign), "hex").toString("base64"),
  };
  for (const [name, signature] of Object.entries(made)) assert.deepEqual(reasons(await inspected(header(signature))), [`mistake.${name}`]);
  const both = hmac(KEY, `sha1\n${TIMES}\n${sha1(RIGHT.replace("post", "POST"))}\n`);
  assert.deepEqual(reasons(await inspected(header(both))), ["mistake.methodUpperCase", "mistake.secretKeyDirectly"]);
});

test("two different times are accepted, as Tencent's SDKs use them", async () => {
  const keyTime = "1557989700;1557996953";
  const key = hmac(KEY, keyTime);
  const go = hmac(key, `sha1\n${keyTime}\n${sha1(RIGHT)}\n`);
  const script = hmac(key, `sha1\n${TIMES}\n${sha1(RIGHT)}\n`);
  assert.deepEqual(reasons(await inspected(header(go, { "q-key-time": keyTime }))), ["mistake.keyTimeAsSignTime", "timesDiffer"]);
  assert.deepEqual(reasons(await inspected(header(script, { "q-key-time": keyTime }))), ["mistake.twoTimes", "timesDiffer"]);
});

test("without the key everything but the signature is compared", async () => {
  const result = await inspected(header("0".repeat(40)), { secretKey: "", own: { httpString: RIGHT.replace("%2F", "/") } });
  assert.deepEqual(reasons(result), ["keyMissing"]);
  assert.equal(stage(result, "signature").ours, undefined);
  assert.equal(stage(result, "httpString").versions[0].difference.given, "/");
});

test("COS's answer tells whether another request arrived or the key is another one", async () => {
  const arrived = RIGHT.replace(`host=${HOST}`, "host=proxy.internal");
  const answer = readAnswer(`<Error><Code>SignatureDoesNotMatch</Code><FormatString>${arrived.replaceAll("&", "&amp;")}</FormatString></Error>`);
  assert.equal(answer.httpString, arrived);
  assert.deepEqual(reasons(await inspected(header(signed(RIGHT)), { answer })), ["changedOnTheWay"]);
  assert.deepEqual(reasons(await inspected(header(signed(RIGHT)), { secretKey: "another", answer: { httpString: RIGHT } })), ["secretKeyWrong"]);
  assert.deepEqual(reasons(await inspected(header(signed(RIGHT)), { secretKey: "another" })), ["cannotTell"]);
  assert.equal(readAnswer("sha1").httpString, undefined);
});

test("what is wrong with a header or a request is said", async () => {
  const right = signed(RIGHT);
  const cases = [
    [header(right, { "q-header-list": "x-cos-appid" }), {}, "headerNotSigned"],
    [header(right, { "q-header-list": "x-cos-appid;host" }), {}, "listUnsorted"],
    [header(right, { "q-header-list": "Host;x-cos-appid" }), {}, "listUpperCase"],
    [header(right, { "q-header-list": "date;host;x-cos-appid" }), {}, "headerNotSent"],
    [header(right, { "q-sign-time": "1557989753000;1557996953000" }), {}, "timeUnreadable"],
    [header(right, { "q-sign-time": "2;1", "q-key-time": "2;1" }), {}, "timeBackwards"],
    [header(right), { now: NOW - 3600 }, "timeFuture"],
    [header(right), { now: NOW + 36_000 }, "timePast"],
    [header(right), { url: `${URL_SENT}&requestedJobStatus=Ready` }, "parameterTwice"],
    [header(right), { url: URL_SENT.replace("%20", "+") }, "plus"],
    [header(right), { url: `${URL_SENT}%e` }, "encodingBroken"],
    [header(right), { url: "/jobs" }, "urlUnreadable"],
    [header(right), { headers: [] }, "appIdMissing"],
    ["Bearer x", {}, "notCos"],
    [undefined, {}, "authorizationMissing"],
    [header(right).replace("q-ak=AKIDx&", ""), {}, "fieldMissing"],
  ];
  for (const [authorization, changes, expected] of cases) {
    const found = reasons(await inspected(authorization, changes));
    assert.ok(found.includes(expected), `${expected}: ${found}`);
  }
});

test("a signature in the query is compared like one in a header", async () => {
  const result = await inspected(undefined, { url: `${URL_SENT}&${header(signed(RIGHT)).replaceAll(";", "%3B")}` });
  assert.deepEqual(reasons(result), ["signatureRight"]);
});

test("requests are read from curl commands, HAR entries and lines", () => {
  const authorization = header("ab");
  const expected = { method: "POST", url: URL_SENT, headers: [["x-cos-appid", "1250000000"]], authorization };
  const har = { startedDateTime: "2019-05-16T06:56:40.000Z", request: { method: "POST", url: URL_SENT, headers: [
    { name: ":authority", value: HOST }, { name: "Authorization", value: authorization }, { name: "X-Cos-Appid", value: "1250000000" }] },
    response: { status: 403, content: { text: "PEVycm9yLz4=", encoding: "base64" } } };
  const quotedUrl = URL_SENT.replace("%27", "'\\''");
  const forms = {
    bash: [`curl '${URL_SENT}' \\\n  -X 'POST' \\\n -H 'authorization: ${authorization}' -H 'x-cos-appid: 1250000000' --compressed`, {}],
    short: [`curl -sS -XPOST "${URL_SENT}" -H"Authorization: ${authorization}" --header="x-cos-appid: 1250000000" -o /dev/null -m 10`, {}],
    data: [`curl ${URL_SENT.replaceAll(/[&()]/g, "\\$&")} -d '' -H $'x-cos-appid: 1250000000' -H 'Authorization:${authorization}'`, {}],
    cmd: [`curl ^"${URL_SENT.replaceAll("&", "^&").replaceAll("%", "^%")}^" ^\n -X POST -H ^"x-cos-appid: 1250000000^" -H ^"Authorization: ${authorization.replaceAll("&", "^&")}^"`, {}],
    quote: [`curl -X POST '${quotedUrl}' -H 'x-cos-appid: 1250000000' -H 'Authorization: ${authorization}'`, { url: URL_SENT.replace("%27", "'") }],
    entry: [JSON.stringify(har), { sentAt: 1557989800000, answer: "<Error/>" }],
    file: [JSON.stringify({ log: { entries: [{ request: { method: "GET", url: "https://other/", headers: [] } }, har] } }), { sentAt: 1557989800000, answer: "<Error/>" }],
    lines: [`POST ${URL_SENT}\nx-cos-appid: 1250000000\nAuthorization: ${authorization}`, {}],
    raw: [`POST ${URL_SENT.slice(`https://${HOST}`.length)} HTTP/1.1\r\nHost: ${HOST}\r\nX-Cos-Appid: 1250000000\r\nAuthorization: ${authorization}\r\n\r\n`,
      { headers: [["host", HOST], ["x-cos-appid", "1250000000"]] }],
  };
  for (const [form, [text, changes]] of Object.entries(forms)) {
    const read = Object.fromEntries(Object.entries(readRequest(text)).filter(([, value]) => value !== undefined));
    read.headers?.sort();
    assert.deepEqual(read, { ...expected, ...changes }, form);
  }
  assert.equal(readRequest("curl -v").problem, "requestUnreadable");
  assert.equal(readRequest('{"request":').problem, "jsonUnreadable");
  assert.equal(readRequest("POST /jobs HTTP/1.1").problem, "hostMissing");
  assert.equal(readRequest("hello").problem, "requestUnreadable");
});

test("the first difference is counted in bytes, and found inside a character", () => {
  assert.equal(firstDifference("a", "a"), null);
  assert.deepEqual(firstDifference("a\n媒体", "a\n媒介"), { at: 3, byte: 7, line: 2, column: 5, given: "体", expected: "介" });
  assert.deepEqual(firstDifference("ab", "abc"), { at: 2, byte: 3, line: 1, column: 3, given: undefined, expected: "c" });
  assert.equal(firstDifference("腾", "云").byte, 1);
  assert.equal(parseAuthorization("Authorization: q-ak=a=b").values["q-ak"], "a=b");
});

test("every finding has a text", async () => {
  const folder = new URL("../../www/js/inspector/", import.meta.url);
  for (const name of await readdir(folder)) {
    const source = await readFile(new URL(name, folder), "utf8");
    for (const [, reason] of source.matchAll(/(?:reason|problem): "(\w+)"/g)) assert.ok(texts.finding[reason], `${name} finds ${reason}, which has no text`);
    if (name !== "mistakes.js") continue;
    for (const [, mistake] of source.matchAll(/^ {2}(\w+): (?:\(parts\)|\{)/gm)) assert.ok(texts.finding.mistake[mistake], `${mistake} has no text`);
  }
});
