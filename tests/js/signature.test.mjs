/** authorization() and explainSignature() of the package. */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { test } from "node:test";

import { cjs, esm, rejection } from "./support.mjs";

const { secretId, secretKey, examples } = JSON.parse(
  readFileSync(new URL("../vectors/signature.json", import.meta.url), "utf8"),
);
const keysFor = ({ startTime, endTime }) => ({ secretId, secretKey, startTime, endTime });

for (const example of examples) {
  test(`the published example gets its published signature: ${example.name}`, async () => {
    for (const { authorization, explainSignature } of [esm, cjs]) {
      const explained = await explainSignature(example, keysFor(example));
      assert.equal(explained.keyTime, `${example.startTime};${example.endTime}`);
      assert.equal(explained.headerList, example.headerList);
      assert.equal(explained.urlParamList, example.urlParamList);
      const digest = createHash("sha1").update(explained.httpString).digest("hex");
      if (example.httpStringSha1) assert.equal(digest, example.httpStringSha1);
      assert.equal(explained.stringToSign, `sha1\n${explained.keyTime}\n${digest}\n`);
      assert.ok(explained.authorization.endsWith(`&q-signature=${example.signature}`));
      assert.equal(await authorization(example, keysFor(example)), explained.authorization);
    }
  });
}

test("a path may be given in percent-encoded form", async () => {
  const [example] = examples;
  const asSent = { ...example, path: "/exampleobject%28%E8%85%BE%E8%AE%AF%E4%BA%91%29" };
  const authorization = await esm.authorization(asSent, keysFor(example));
  assert.ok(authorization.endsWith(`&q-signature=${example.signature}`));
});

test("an explanation contains neither the secret key nor the sign key", async () => {
  for (const example of examples) {
    const explained = JSON.stringify(await esm.explainSignature(example, keysFor(example)));
    assert.ok(!explained.includes(secretKey));
    assert.ok(!explained.includes(example.signKey));
  }
});

test("a request that can't be signed is refused", async () => {
  const keys = keysFor(examples[0]);
  for (const [request, wrongKeys] of [
    [undefined, keys],
    [{ method: "GET" }, keys],
    [{ path: "/" }, keys],
    [{ method: "GET", path: "/", query: "a=b" }, keys],
    [{ method: "GET", path: "/", headers: { host: 1 } }, keys],
    [{ method: "GET", path: "/\ud800" }, keys],
    [{ method: "GET", path: "/", query: { a: "\ud800" } }, keys],
    [{ method: "GET", path: "/", query: { "\ud800": "a" } }, keys],
    [{ method: "GET", path: "/" }, { ...keys, secretKey: undefined }],
    [{ method: "GET", path: "/" }, { ...keys, startTime: "1" }],
    [{ method: "GET", path: "/" }, { ...keys, startTime: 2, endTime: 1 }],
  ]) {
    const error = await rejection(esm.authorization(request, wrongKeys));
    assert.equal(error.name, "CosJobsError");
    assert.deepEqual([error.kind, error.code], ["input", "InvalidInput"], error.message);
  }
});

test("a getter that throws is an input error, and the next signature is right", async () => {
  const keys = { secretId: "id", secretKey: "key", startTime: 1, endTime: 2 };
  const request = { method: "GET", path: "/", headers: { host: "a" } };
  const before = await esm.authorization(request, keys);
  const headers = Object.defineProperty({}, "host", { enumerable: true, get: () => { throw new Error("boom"); } });
  await assert.rejects(esm.authorization({ ...request, headers }, keys), (error) => {
    assert.deepEqual([error.name, error.kind, error.cause?.message], ["CosJobsError", "input", "boom"]);
    return true;
  });
  assert.equal(await esm.authorization(request, keys), before);
});
