/** Credentials in every form: the function that provides them is called as rarely as possible, and no output shows them. */

import assert from "node:assert/strict";
import { test } from "node:test";
import { inspect } from "node:util";

import { account, answering, clientOf, esm, rejection } from "./support.mjs";

const { secretId, secretKey } = account.credentials;
const later = Math.floor(Date.now() / 1000) + 3600;

const forms = {
  own: { secretId, secretKey, sessionToken: "the-token", expiredTime: later },
  sts: { credentials: { tmpSecretId: secretId, tmpSecretKey: secretKey, sessionToken: "the-token" }, expiredTime: later },
  browserSdk: { TmpSecretId: secretId, TmpSecretKey: secretKey, SecurityToken: "the-token", ExpiredTime: later },
};

for (const [name, credentials] of Object.entries(forms)) {
  test(`keys of the form ${name} are understood, as an object and from a function`, async () => {
    for (const given of [credentials, () => credentials, async () => credentials]) {
      const jobs = new esm.CosJobs({ ...account, credentials: given });
      const { headers } = await jobs.prepare("ListJobs");
      assert.equal(headers["x-cos-security-token"], "the-token");
      assert.ok(headers.authorization.includes(`q-ak=${secretId}&`));
      assert.ok(headers.authorization.includes("x-cos-security-token"));
    }
  });
}

test("the credentials function is called once for many waiting calls, and again when the keys are about to expire", async () => {
  let asked = 0;
  const client = (expiredTime) => {
    asked = 0;
    const credentials = async () => {
      asked += 1;
      await new Promise((resolve) => setTimeout(resolve, 5));
      return { secretId, secretKey, expiredTime };
    };
    return clientOf(answering("<ListJobsResult/>").fetch, { credentials });
  };
  const jobs = client(later);
  await Promise.all(Array.from({ length: 10 }, () => jobs.listJobs()));
  await jobs.listJobs();
  assert.equal(asked, 1);
  const soon = client(Math.floor(Date.now() / 1000) + 30);
  await soon.listJobs();
  await soon.listJobs();
  assert.equal(asked, 2);
});

test("the error of a credentials function is the cause, and the next call calls the function again", async () => {
  const failure = new Error("the backend is down");
  let asked = 0;
  const credentials = () => {
    asked += 1;
    if (asked === 1) throw failure;
    return account.credentials;
  };
  const jobs = new esm.CosJobs({ ...account, credentials });
  const error = await rejection(jobs.listJobs());
  assert.deepEqual([error.kind, error.code, error.effect], ["credentials", "CredentialsFailed", "none"]);
  assert.equal(error.cause, failure);
  assert.ok((await jobs.listJobs()).jobs.length > 0);
});

test("no key is visible in a client, an error or an event", async () => {
  const shown = [];
  const credentials = { secretId: "AKIDvisible", secretKey: "do-not-show-key", sessionToken: "do-not-show-token" };
  const onAttempt = (event) => shown.push(event);
  const refused = "<Error><Code>AccessDenied</Code><Message>no</Message></Error>";
  const client = clientOf(answering([refused, { status: 403 }]).fetch, { credentials, onAttempt });
  shown.push(client, await rejection(client.listJobs()));
  shown.push(await rejection(clientOf(undefined, { credentials: { ...credentials, secretId: "" } }).listJobs()));
  for (const value of shown) {
    for (const text of [inspect(value, { depth: 9, showHidden: true }), JSON.stringify(value), String(value.stack)]) {
      assert.doesNotMatch(text ?? "", /do-not-show/);
    }
  }
});

test("the message names the part of the credentials that is missing or misspelled", async () => {
  for (const [credentials, message] of [
    [{ secretId, secretKey: undefined }, "credentials.secretKey is missing or empty"],
    [{ secretKey }, "credentials.secretId is missing or empty"],
    [{ SecretId: secretId, SecretKey: secretKey }, "credentials.SecretId is not known: write it as secretId"],
    [{ secretId, SecretKey: secretKey }, "credentials.SecretKey is not known: write it as secretKey"],
  ]) {
    const error = await rejection(new esm.CosJobs({ ...account, credentials }).describeJob({ jobId: "a" }));
    assert.equal(error.kind, "credentials", error.stack);
    assert.ok(error.message.includes(message), error.message);
  }
});
