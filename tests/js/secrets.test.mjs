/** No printed form of an error, an event or a client shows a key, for any answer of the service; and no key stays in memory. */

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { createServer } from "node:http";
import { once } from "node:events";
import { test } from "node:test";
import { inspect } from "node:util";

import { hmacStates } from "./hmac-states.mjs";
import { collectUntil, withMemory } from "./memory.mjs";
import { account, cjs, esm, rejection, secrets } from "./support.mjs";

const { credentials: ours, ...keyless } = account;
const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const keys = {
  secretId: "AKIDQjz3ltompVjBni5LitkWHFlFpwkn9U5q",
  secretKey: "BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz",
  // Contains the characters that percent-encoding changes.
  sessionToken: "Zm9v/YmFy+cXV4eHl6enkgdGhlLXNlc3Npb24tdG9rZW4/MDEyMzQ1Njc4OQ==",
};

/** This number of consecutive characters of a secret is a leak. */
const RUN = 12;

/** Fails if `text` contains a part of a secret. */
function assertHidden(text, hidden, story) {
  const shown = text.toLowerCase();
  for (const secret of hidden.flatMap((secret) => [secret, encodeURIComponent(secret)]).map((s) => s.toLowerCase())) {
    for (let at = 0; at + RUN <= secret.length; at += 1) {
      const run = secret.slice(at, at + RUN);
      const found = shown.indexOf(run);
      assert.ok(found < 0, `${story} shows ${run}: ${text.slice(Math.max(0, found - 200), found + 200)}`);
    }
  }
}

/** All forms in which a program may print a value. */
function printed(value) {
  const forms = [inspect(value, { depth: null, showHidden: true, getters: true, showProxy: true })];
  for (const form of [String, JSON.stringify]) {
    try {
      forms.push(form(value) ?? "");
    } catch {
      // A module has no text form, and the cause of a fetch error may contain itself.
    }
  }
  if (value instanceof Error) forms.push(String(value.stack), JSON.stringify(value.toJSON?.() ?? {}), String(value.cause));
  return forms.join("\n");
}

/** Escapes a text for XML; a header has none of these characters. */
const escaped = (text) => text.replaceAll("&", "&amp;");

/** Answers of a service that repeat parts of the request. */
const ECHOES = {
  "the service's own refusal": ({ authorization, token, signature }) => [
    `<Error><Code>SignatureDoesNotMatch</Code><Message>The signature does not match: ${signature}</Message>` +
      `<StringToSign>sha1\n1;2\n${signature}\n</StringToSign><FormatString>get\n/jobs\n\nx-cos-security-token=${token}\n</FormatString>` +
      `<Authorization>${authorization}</Authorization></Error>`,
    { status: 403 },
  ],
  "a refusal in each of its parts": ({ authorization, token, signature, secretKey }) => [
    `<Error><Code>X${signature}</Code><Message>${authorization} ${token} ${encodeURIComponent(token)} ${secretKey}</Message>` +
      `<Resource>/jobs?x-cos-security-token=${token}</Resource><RequestId>${signature}</RequestId><TraceId>${token}</TraceId></Error>`,
    { status: 400 },
  ],
  "a refusal that is cut": ({ authorization, token }) => [
    `<Error><Code>ExpiredToken</Code><Message>${".".repeat(460)} ${token}</Message><Resource>${authorization}</Resource></Error>`,
    { status: 403 },
  ],
  "a refusal with a line end in it": ({ token }) => [
    `<Error><Code>AccessDenied</Code><Message>token:\n${token}\u0085is bad</Message></Error>`,
    { status: 403 },
  ],
  "headers": ({ token, signature }) => [
    "<Error><Code>NoSuchJob</Code></Error>",
    { status: 404, headers: { "x-cos-request-id": token, "x-cos-trace-id": `trace-${signature}` } },
  ],
  "a busy service": ({ token, signature }) => [
    `<Error><Code>SlowDown</Code><Message>${token}</Message></Error>`,
    { status: 503, headers: { "retry-after": "0", "x-cos-request-id": signature, date: token, age: token } },
  ],
  "a proxy's page": ({ authorization, token }) => [`<html><pre>Authorization: ${authorization}\n${token}</pre></html>`, { status: 502 }],
  "no XML": ({ authorization, token }) => [JSON.stringify({ authorization, token }), { status: 200 }],
  "a success about another job": ({ token }) => [
    `<UpdateJobStatusResult><JobId>${token}</JobId><Status>${token}</Status></UpdateJobStatusResult>`,
    { status: 200, headers: { "x-cos-request-id": token } },
  ],
};

const CALLS = {
  updateJobStatus: (jobs) => jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" }),
  updateJobPriority: (jobs) => jobs.updateJobPriority({ jobId, priority: 1 }),
  describeJob: (jobs) => jobs.describeJob({ jobId }),
  listJobs: (jobs) => jobs.listJobs(),
  deleteJob: (jobs) => jobs.deleteJob({ jobId }),
  confirmJob: (jobs) => jobs.confirmJob({ jobId }),
  waitForJob: (jobs) => jobs.waitForJob({ jobId, minInterval: 1, maxInterval: 1 }),
  listAllJobs: async (jobs) => {
    for await (const _ of jobs.listAllJobs());
  },
  cancelJobs: async (jobs) => {
    for await (const { error } of jobs.cancelJobs({ jobIds: [jobId] })) if (error) throw error;
  },
};

/** Signs as a backend does. */
const authorize = async (request) => {
  const { secretId, secretKey, sessionToken } = keys;
  const headers = { ...request.headers, "x-cos-security-token": sessionToken };
  const time = { startTime: 1_557_989_753, endTime: 1_557_990_654 };
  return { authorization: await esm.authorization({ ...request, headers }, { secretId, secretKey, ...time }), sessionToken };
};

const SOURCES = {
  "keys as an object": { credentials: keys },
  "keys from a function": { credentials: async () => keys },
  "a backend's signature": { authorize },
};

for (const [source, options] of Object.entries(SOURCES)) {
  for (const [story, echo] of Object.entries(ECHOES)) {
    test(`${source}: no error, event or client shows a secret that the service repeats in ${story}`, async () => {
      for (const [name, call] of Object.entries(CALLS)) {
        const [hidden, shown] = [[keys.secretKey, keys.sessionToken], []];
        const fetch = async (url, { headers }) => {
          const { authorization, "x-cos-security-token": token } = headers;
          const signature = authorization.split("q-signature=")[1];
          assert.equal(token, keys.sessionToken);
          hidden.push(signature);
          // The service knows the secret key and may repeat it. If only a backend has the key, the client cannot recognise and hide it.
          const secretKey = options.credentials ? keys.secretKey : "";
          const [body, init] = echo({ authorization: escaped(authorization), token: escaped(token), signature, secretKey });
          return new Response(body, init);
        };
        const jobs = new esm.CosJobs({ ...keyless, ...options, fetch, maxAttempts: 2, onAttempt: (event) => shown.push(event) });
        shown.push(await rejection(call(jobs)), jobs);
        assert.ok(shown[0].action && shown.at(-2) instanceof Error);
        assertHidden(shown.map(printed).join("\n"), hidden, name);
      }
    });
  }
}

test("a result hides a secret that the service repeats in the request id", async () => {
  const fetch = async (url, { headers }) => {
    const body = `<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Ready</Status></UpdateJobStatusResult>`;
    return new Response(body, { headers: { "x-cos-request-id": headers.authorization } });
  };
  const result = await new esm.CosJobs({ ...keyless, credentials: keys, fetch }).updateJobStatus({ jobId, requestedJobStatus: "Ready" });
  assert.match(result.requestId, /^q-sign-algorithm=sha1.*q-signature=\[hidden\]$/);
});

test("errors of the runtime's own fetch show no secret", async (t) => {
  const server = createServer((request) => request.socket.destroy());
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  t.after(() => server.close());
  const port = server.address().port;
  for (const endpoint of [`http://127.0.0.1:${port}`, "http://127.0.0.1:1", "http://does-not-exist.invalid", "https://127.0.0.1:1"]) {
    const events = [];
    const jobs = new esm.CosJobs({ ...keyless, endpoint, credentials: keys, maxAttempts: 2, onAttempt: (event) => events.push(event) });
    for (const call of Object.values(CALLS).slice(0, 5)) {
      const error = await rejection(call(jobs));
      assert.equal(error.kind, "network", error.stack);
      assert.ok(error.cause instanceof Error);
      assertHidden([error, jobs, ...events].map(printed).join("\n"), [keys.secretKey, keys.sessionToken], endpoint);
    }
  }
});

test("the error for unusable keys does not show the keys", async () => {
  const token = keys.sessionToken;
  for (const form of [esm, cjs]) {
    for (const credentials of [
      { ...keys, secretKey: `${keys.secretKey}\n` },
      { ...keys, secretKey: ` ${keys.secretKey}` },
      { ...keys, secretKey: `${keys.secretKey}\ud800` },
      { ...keys, sessionToken: `${token}\r\n` },
      { ...keys, secretId: `${keys.secretId}腾` },
      { ...keys, secretKey: [keys.secretKey] },
      { secretKey: keys.secretKey, sessionToken: token },
      keys.secretKey,
      [keys.secretKey],
      () => keys.secretKey,
      () => ({ ...keys, secretId: "" }),
    ]) {
      const error = await rejection(new form.CosJobs({ ...keyless, credentials }).listJobs());
      assert.equal(error.kind, "credentials", error.stack);
      assertHidden(printed(error), [keys.secretKey, token], inspect(credentials));
    }
    for (const answer of [token, { authorization: token }, { authorization: "q-sign-algorithm=sha1", sessionToken: `${token}\n` }]) {
      const error = await rejection(new form.CosJobs({ ...keyless, authorize: () => answer }).listJobs());
      assert.equal(error.kind, "credentials", error.stack);
      assertHidden(printed(error), [token], inspect(answer));
    }
    for (const wrong of [{ secretKey: `${keys.secretKey}\n` }, { startTime: "1" }, { endTime: 0 }, { secretId: undefined }]) {
      const given = { ...keys, startTime: 1, endTime: 2, ...wrong };
      const error = await rejection(form.authorization({ method: "GET", path: "/" }, given));
      assert.equal(error.kind, "input", error.stack);
      assertHidden(printed(error), [keys.secretKey, token], inspect(wrong));
    }
  }
});

test("a client without any error shows no key either", async () => {
  const events = [];
  const jobs = new esm.CosJobs({ ...account, onAttempt: (event) => events.push(event) });
  await jobs.listJobs();
  await rejection(jobs.describeJob({ jobId: "no-such-job" }));
  const calls = [jobs.listJobs(), jobs.listAllJobs(), jobs.watchJob({ jobId })];
  assertHidden([jobs, ...events, ...calls, esm, cjs].map(printed).join("\n"), [...secrets, ours.secretKey], "a client");
  await calls[0];
});

/** How often a text, or these bytes, stand in the memory: the second half, because freeing it overwrites the first half. */
function count(memory, whole) {
  const bytes = Buffer.from(memory.buffer);
  const secret = Buffer.from(whole).subarray(whole.length / 2);
  let found = 0;
  for (let at = bytes.indexOf(secret); at >= 0; at = bytes.indexOf(secret, at + 1)) found += 1;
  return found;
}

/** All values that allow signing: the secret key, the sign key as bytes and as hex, and the SHA-1 states of each key. */
function derived(secretKey, keyTime) {
  const digest = createHmac("sha1", secretKey).update(keyTime).digest();
  const signKey = digest.toString("hex");
  const [inner, outer] = hmacStates(signKey);
  const [innerOfSecretKey, outerOfSecretKey] = hmacStates(secretKey);
  return { secretKey, signKey, digest, inner, outer, innerOfSecretKey, outerOfSecretKey };
}

function counts(memory, hidden) {
  return Object.fromEntries(Object.entries(hidden).map(([name, secret]) => [name, count(memory, secret)]));
}

const NONE = { secretKey: 0, signKey: 0, digest: 0, inner: 0, outer: 0, innerOfSecretKey: 0, outerOfSecretKey: 0 };
/** A client keeps the secret key and the two states of the sign key. */
const ONE = { ...NONE, secretKey: 1, inner: 1, outer: 1 };

test("a key is in memory once while a client needs it, and not at all afterwards", async (t) => {
  const { slim, memory } = await withMemory("secrets");
  const credentials = (name) => ({ ...keys, secretKey: keys.secretKey.slice(name.length) + name });
  let keyTime;
  const fetch = async (url, { headers }) => {
    keyTime = headers.authorization.match(/q-key-time=([\d;]+)/)[1];
    return new Response("<ListJobsResult/>");
  };
  const found = ({ secretKey }) => counts(memory, derived(secretKey, keyTime));

  await t.test("signing a request leaves no key in memory", async () => {
    const given = { ...credentials("sign"), startTime: 1_557_989_753, endTime: 1_557_990_654 };
    const request = { method: "GET", path: "/" };
    await slim.authorization(request, given);
    await slim.explainSignature(request, given);
    await rejection(slim.authorization(request, { ...given, endTime: "1" }));
    await rejection(slim.authorization(request, { ...given, secretId: "" }));
    keyTime = "1557989753;1557990654";
    assert.deepEqual(found(given), NONE);
  });

  await t.test("a client keeps one copy after many calls", async () => {
    const given = credentials("live");
    const jobs = new slim.CosJobs({ ...keyless, credentials: given, fetch });
    for (let round = 0; round < 5; round += 1) await jobs.listJobs();
    assert.deepEqual(found(given), ONE);
    await jobs.listJobs();
  });

  await t.test("refused keys do not stay in memory", async () => {
    const fine = credentials("bad");
    for (const wrong of [
      { ...fine, secretId: "" },
      { ...fine, secretKey: `${fine.secretKey}\n` },
      { ...fine, sessionToken: "\n" },
      { ...fine, get sessionToken() { throw new Error("no token"); } },
      { ...fine, get expiredTime() { throw new Error("no time"); } },
    ]) {
      const error = await rejection(new slim.CosJobs({ ...keyless, credentials: wrong, fetch }).listJobs());
      assert.equal(error.kind, "credentials", error.stack);
      assert.deepEqual(found(fine), NONE);
    }
  });

  await t.test("replaced keys do not stay in memory", async () => {
    const given = [credentials("first"), credentials("second")];
    const [first, second] = given;
    const jobs = new slim.CosJobs({ ...keyless, credentials: () => given.shift(), fetch });
    await jobs.listJobs();
    assert.deepEqual(found(first), ONE);
    await jobs.listJobs();
    assert.deepEqual([found(first), found(second)], [NONE, ONE]);
  });

  await t.test("garbage collection of a client removes its keys from memory", async () => {
    const given = credentials("collected");
    await (async () => {
      const jobs = new slim.CosJobs({ ...keyless, credentials: given, fetch });
      await jobs.listJobs();
      assert.deepEqual(found(given), ONE);
    })();
    await collectUntil(() => found(given).secretKey === 0);
    assert.deepEqual(found(given), NONE);
  });
});
