/** Hostile input: objects that lie, properties on Object.prototype, and hostile answers. */

import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";

import { creation as withoutToken } from "./creation.mjs";
import { createService, manyJobs, refused } from "./service.mjs";
import { account, answering, changed, clientOf, esm, packageFolder, rejection } from "./support.mjs";

const SEED = 20_190_516;
const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const described = (inner) => `<DescribeJobResult><Job><JobId>${jobId}</JobId><Status>Active</Status>${inner}</Job></DescribeJobResult>`;
const done = "<DescribeJobResult><Job><JobId>done</JobId><Status>Complete</Status></Job></DescribeJobResult>";
const creation = { clientRequestToken: "token", ...withoutToken };

/** Runs `use` while Object.prototype has these properties and the clock stands still. */
async function polluted(properties, use) {
  const now = Date.now;
  const moment = now();
  Date.now = () => moment;
  Object.assign(Object.prototype, properties);
  try {
    return await use();
  } finally {
    for (const name of Reflect.ownKeys(properties)) delete Object.prototype[name];
    Date.now = now;
  }
}

/** Makes every call with a fetch that records its arguments, and returns what was sent, in order. */
async function sentByAllCalls(pollution) {
  const sent = [];
  const answers = {
    GET: (path) => {
      if (path === "/jobs/missing") return refused("NoSuchJob", 404);
      if (path === "/jobs/done") return done;
      return path === "/jobs" ? `<ListJobsResult><Jobs/></ListJobsResult>` : described("");
    },
    POST: (path) => {
      if (path.endsWith("/status")) return changed(jobId, "Cancelled");
      if (path === "/jobs") return `<CreateJobResult><JobId>${jobId}</JobId></CreateJobResult>`;
      return `<UpdateJobPriorityResult><JobId>${jobId}</JobId></UpdateJobPriorityResult>`;
    },
    DELETE: () => "",
  };
  const fetch = async (url, init) => {
    const { signal, headers, ...rest } = init;
    // Reads inherited properties too, as the real fetch does.
    const read = ["body", "mode", "integrity", "dispatcher", "redirect"].map((name) => [name, init[name]]);
    sent.push({ url, ...rest, ...Object.fromEntries(read), headers: { ...headers } });
    const answer = answers[init.method](new URL(url).pathname);
    if (answer instanceof Response) return answer;
    return new Response(answer, { __proto__: null, headers: { "x-cos-request-id": "NWRm" } });
  };
  const calls = async () => {
    const jobs = new esm.CosJobs({ ...account, fetch });
    await jobs.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" });
    await esm.updateJobStatus({ ...account, fetch, jobId, requestedJobStatus: "Cancelled" });
    await jobs.updateJobPriority({ jobId, priority: 1 });
    await jobs.describeJob({ jobId }, {});
    await jobs.listJobs();
    await jobs.listJobs({});
    await jobs.createJob(structuredClone(creation));
    await jobs.deleteJob({ jobId });
    await jobs.confirmJob({ jobId });
    await jobs.cancelJob({ jobId });
    for await (const job of jobs.listAllJobs({})) sent.push(job);
    for await (const job of jobs.listAllJobs()) sent.push(job);
    for await (const job of jobs.listAllJobs({ jobStatuses: ["Active"] })) sent.push(job);
    for await (const { outcome } of jobs.cancelJobs({ jobIds: [jobId] })) sent.push(outcome);
    for await (const { outcome, error } of jobs.cancelJobs({ jobIds: ["missing"] })) sent.push(outcome, error.code);
    for await (const { status } of jobs.watchJob({ jobId })) if (sent.push(status)) break;
    sent.push((await jobs.waitForJob({ jobId, until: "Active" })).status);
    sent.push((await jobs.waitForJob({ jobId: "done" })).status);
    const missing = { jobId: "missing", minInterval: 1 };
    for (const call of [() => jobs.waitForJob(missing), () => jobs.watchJob(missing).next()]) {
      sent.push((await rejection(call())).code);
    }
    sent.push(await jobs.prepare("ListJobs"));
  };
  return polluted(pollution, async () => {
    await calls();
    return sent;
  });
}

/** Properties that other code may have added to Object.prototype; the test adds one at a time. */
const POLLUTIONS = {
  statusUpdateReason: "evil",
  reason: "evil",
  description: "evil",
  confirmationRequired: true,
  objectVersionId: "evil",
  prefix: "evil",
  bucket: "evil",
  maxResults: 1,
  pageSize: 1,
  nextToken: "evil",
  jobStatuses: "Active",
  jobIds: ["evil"],
  jobId: "evil",
  filter: () => false,
  dryRun: true,
  maxJobs: 0,
  concurrency: 1,
  until: "Active",
  job: described(""),
  status: "Complete",
  error: { code: "evil", retryable: true },
  [Symbol.toPrimitive]: () => "evil",
  endpoint: "https://evil.example",
  signedHost: "evil.example",
  authorize: () => "q-sign-algorithm=evil",
  sessionToken: "evil",
  signal: AbortSignal.abort("evil"),
  timeout: 1,
  maxAttempts: 99,
  signatureLifetime: 604_800,
  clockOffset: 86_400_000,
  redirect: "follow",
  body: "evil",
  mode: "no-cors",
  integrity: "sha256-evil",
  dispatcher: "evil",
};

test("properties on Object.prototype change nothing of what is sent", async (t) => {
  const clean = await sentByAllCalls({});
  const timeless = (sent) => JSON.stringify(sent).replace(/q-(sign|key)-time=[\d;]+|q-signature=\w+/g, "");
  for (const name of Reflect.ownKeys(POLLUTIONS)) {
    await t.test(String(name), async () => {
      assert.equal(timeless(await sentByAllCalls({ [name]: POLLUTIONS[name] })), timeless(clean));
    });
  }
});

test("properties on Object.prototype do not change how the WebAssembly is loaded", async () => {
  const fetched = [];
  const { fetch } = globalThis;
  globalThis.fetch = async (address) => fetched.push(address);
  const polluting = { href: "https://evil.example", arrayBuffer: async () => new ArrayBuffer(8), ok: true, instance: {} };
  for (const [name, value] of Object.entries(polluting)) {
    const fresh = await import(pathToFileURL(join(packageFolder, "index.js")) + `?polluted-${name}`);
    const { url } = await polluted({ [name]: value }, () => new fresh.CosJobs(account).prepare("ListJobs"));
    assert.ok(url.startsWith(account.endpoint), name);
  }
  globalThis.fetch = fetch;
  assert.deepEqual(fetched, []);
});

test("what an argument of prepare() throws breaks nothing but its call", async () => {
  const jobs = clientOf(createService(manyJobs(1)).fetch);
  await jobs.listJobs();
  const running = jobs.listJobs();
  const throwing = { toString: () => { throw new Error("boom"); } };
  for (const action of [Object.create(null), throwing, Symbol("ListJobs"), undefined]) {
    const error = await rejection(jobs.prepare(action, {}));
    assert.equal(error.kind, "input");
  }
  assert.equal((await running).jobs.length, 1);
});

test("the statuses of a list are those that were requested, even if Array.prototype has a toJSON", async () => {
  const { fetch, requests } = answering("<ListJobsResult><Jobs/></ListJobsResult>");
  await polluted({ [Symbol.toPrimitive]: () => '"Complete"' }, async () => {
    assert.equal((await clientOf(fetch).listAllJobs({ jobStatuses: ["Active"] }).next()).done, true);
  });
  assert.deepEqual(requests.map(({ url }) => new URL(url).searchParams.get("jobStatuses")), ["Active"]);
});

test("an onAttempt event has no error if the request did not fail", async () => {
  const events = [];
  const { fetch } = answering(described(""));
  const error = { kind: "service", code: "evil" };
  await polluted({ error }, () => clientOf(fetch, { onAttempt: (event) => events.push(event) }).describeJob({ jobId }));
  assert.deepEqual(events.map((event) => Object.hasOwn(event, "error")), [false]);
});

test("the caller's functions are called without `this`, so they cannot reach the client's internals", async () => {
  const seen = {};
  const note = (name, answer) =>
    function () {
      seen[name] = this;
      return answer();
    };
  const fetch = note("fetch", async () => new Response(described("")));
  const functions = { fetch, onAttempt: note("onAttempt", () => undefined) };
  const { credentials, ...keyless } = account;
  const signing = { ...keyless, ...functions, authorize: note("authorize", () => "q-sign-algorithm=sha1") };
  await new esm.CosJobs(signing).describeJob({ jobId });
  const jobs = new esm.CosJobs({
    ...keyless,
    ...functions,
    credentials: note("credentials", () => ({ ...credentials, expiredTime: 9_999_999_999 })),
  });
  await jobs.waitForJob({ jobId, until: note("until", () => true) });
  const listed = `<ListJobsResult><Jobs><member><JobId>${jobId}</JobId><Status>Active</Status></member></Jobs></ListJobsResult>`;
  const lister = clientOf(answering(listed).fetch);
  const filter = note("filter", () => false);
  assert.equal((await lister.cancelJobs({ jobStatuses: "Active", filter }).next()).done, true);
  const nothing = Object.fromEntries(["fetch", "onAttempt", "authorize", "credentials", "until", "filter"].map((name) => [name, undefined]));
  assert.deepEqual(seen, nothing);
});

test("a function on Object.prototype is not called, and credentials there are not used", async () => {
  const called = [];
  const intruders = ["fetch", "onAttempt", "authorize", "credentials", "filter", "until"].map((name) => [name, () => called.push(name)]);
  const { credentials, ...keyless } = account;
  const error = await polluted(Object.fromEntries(intruders), async () => {
    await new esm.CosJobs(account).listJobs({ maxResults: 1 });
    await clientOf(answering(done).fetch).waitForJob({ jobId: "done" });
    return rejection(new esm.CosJobs(keyless).listJobs());
  });
  assert.deepEqual([error.kind, called], ["credentials", []]);
});

test("a clientRequestToken on Object.prototype is not used for a job", async () => {
  const { fetch, requests } = answering("");
  const { clientRequestToken, ...request } = creation;
  await polluted({ clientRequestToken }, () => rejection(clientOf(fetch).createJob(request)));
  assert.match(requests[0].body, /<ClientRequestToken>[-0-9a-f]{36}</);
});

test("properties that an input inherits from the caller's own class or prototype are used", async () => {
  class Change {
    #reason = "of a private field";
    jobId = jobId;
    get requestedJobStatus() {
      return "Cancelled";
    }
    get statusUpdateReason() {
      return this.#reason;
    }
  }
  for (const pollution of [{}, { statusUpdateReason: "evil" }]) {
    for (const input of [new Change(), Object.create(new Change()), Object.freeze(new Change())]) {
      if (!Object.hasOwn(input, "jobId")) Object.defineProperty(input, "statusUpdateReason", { value: "of a private field" });
      const { fetch, requests } = answering(changed(jobId, "Cancelled"));
      await polluted(pollution, () => clientOf(fetch).updateJobStatus(input));
      assert.match(requests[0].url, /statusUpdateReason=of%20a%20private%20field$/);
    }
  }
});

test("cancelJobs uses inherited properties of its input, too", async () => {
  const safe = { dryRun: true };
  class Plan {
    get dryRun() {
      return true;
    }
  }
  for (const chosen of [{ jobIds: ["job-000000", "job-000001"] }, { jobStatuses: "Suspended" }]) {
    for (const input of [Object.assign(Object.create(safe), chosen), Object.assign(new Plan(), chosen)]) {
      const service = createService(manyJobs(2));
      for await (const { outcome } of clientOf(service.fetch).cancelJobs(input)) assert.equal(outcome, "skipped");
      assert.equal(service.count("UpdateJobStatus"), 0);
    }
  }
});

test("the options of a client may be inherited from a class, and later changes to them have no effect", async () => {
  const signed = [];
  class Config {
    get signedHost() {
      return "signed.example";
    }
    authorize({ host }) {
      signed.push(host);
      return "q-sign-algorithm=sha1";
    }
  }
  const { credentials, ...rest } = account;
  const config = Object.assign(new Config(), rest, { endpoint: "http://localhost:2" });
  const client = new esm.CosJobs(Object.create(config));
  config.endpoint = "http://localhost:3";
  const { url } = await client.prepare("listJobs");
  assert.deepEqual([url, ...signed], ["http://localhost:2/jobs", "signed.example"]);
});

test("an own property __proto__ from JSON is not used as a prototype, and is refused", async () => {
  const { fetch, requests } = answering(changed(jobId, "Cancelled"));
  const evil = `"__proto__":{"statusUpdateReason":"evil","endpoint":"https://evil.example"}`;
  const input = JSON.parse(`{"jobId":"${jobId}","requestedJobStatus":"Cancelled",${evil}}`);
  for (const call of [
    () => clientOf(fetch).updateJobStatus(input),
    () => clientOf(fetch, JSON.parse(`{${evil}}`)).describeJob({ jobId }),
  ]) {
    assert.match((await rejection(call())).message, /^__proto__ is not a known property/);
  }
  assert.equal(requests.length, 0);
  assert.equal({}.endpoint, undefined);
});

test("an answer can neither add a property nor change a prototype", async () => {
  const names = ["__proto__", "constructor", "prototype", "toString", "hasOwnProperty", "then", "toJSON"];
  const before = Reflect.ownKeys(Object.prototype);
  const evil = names.map((name) => `<${name}><polluted>yes</polluted>yes</${name}>`).join("");
  const job = await clientOf(answering(described(evil)).fetch).describeJob({ jobId });
  assert.deepEqual(Reflect.ownKeys(job), ["jobId", "status", "failureReasons"]);
  assert.equal(job.constructor, Object);
  const [member] = (
    await clientOf(
      answering(
        `<ListJobsResult><Jobs><member>${evil}<JobId>a</JobId><Status>__proto__</Status></member></Jobs>${evil}</ListJobsResult>`,
      ).fetch,
    ).listJobs()
  ).jobs;
  assert.deepEqual(member, { jobId: "a", status: "__proto__" });
  const refusal = `<Error>${evil}<Code>constructor</Code><Message>__proto__</Message></Error>`;
  const error = await rejection(clientOf(answering([refusal, { status: 400 }]).fetch).listJobs());
  assert.deepEqual([error.code, error.polluted], ["constructor", undefined]);
  assert.deepEqual(Reflect.ownKeys(Object.prototype), before);
  assert.equal({}.polluted, undefined);
});

function random(seed) {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const PIECES = [
  "\r", "\n", "\r\nx-evil: 1", "\0", "\t", "\x7f", "\x85", "\u2028", "\ufffe", "\ufffd", "\ud800", "\udc00", "😀", "腾", "é",
  ".", "..", "/", "\\", "?", "#", "%", "%2e", "%2f", "%0d%0a", "&", "=", ";", ":", "@", " ", "+", "*", "'", "(", "~",
  "evil.example", "https://evil.example", "//evil.example", "@evil.example", "[::1]", "a", "Z", "0", "-", "_", "x".repeat(70),
];

/** The places in a request that contain a text of the caller, each with a call that puts it there. */
const PLACES = {
  jobId: (text) => [{}, (jobs) => jobs.describeJob({ jobId: text })],
  statusUpdateReason: (text) => [{}, (jobs) => jobs.updateJobStatus({ jobId, requestedJobStatus: "Ready", statusUpdateReason: text })],
  reason: (text) => [{}, (jobs) => jobs.cancelJob({ jobId: "a", reason: text })],
  nextToken: (text) => [{}, (jobs) => jobs.listJobs({ nextToken: text })],
  clientRequestToken: (text) => [{}, (jobs) => jobs.createJob({ ...creation, clientRequestToken: text })],
  description: (text) => [{}, (jobs) => jobs.createJob({ ...creation, description: text })],
  appId: (text) => [{ appId: text }, (jobs) => jobs.listJobs()],
  region: (text) => [{ region: text, endpoint: undefined }, (jobs) => jobs.listJobs()],
  uin: (text) => [{ uin: text, endpoint: undefined }, (jobs) => jobs.listJobs()],
  endpointPath: (text) => [{ endpoint: `https://proxy.example/${text}` }, (jobs) => jobs.listJobs()],
  signedHost: (text) => [{ signedHost: text }, (jobs) => jobs.listJobs()],
  secretId: (text) => [{ credentials: { ...account.credentials, secretId: text } }, (jobs) => jobs.listJobs()],
  secretKey: (text) => [{ credentials: { ...account.credentials, secretKey: text } }, (jobs) => jobs.listJobs()],
  sessionToken: (text) => [{ credentials: { ...account.credentials, sessionToken: text } }, (jobs) => jobs.listJobs()],
  authorization: (text) => [
    { credentials: undefined, authorize: () => `q-sign-algorithm=${text}` },
    (jobs) => jobs.listJobs(),
  ],
};

const HOSTS = [new URL(account.endpoint).host, `${account.uin}.cos-control.${account.region}.myqcloud.com`, "proxy.example"];

for (const [place, use] of Object.entries(PLACES)) {
  test(`a text as ${place} cannot end a header or a line, or send a request to another address`, async () => {
    const pick = random(SEED);
    let taken = 0;
    for (let round = 0; round < 400; round += 1) {
      const text = Array.from({ length: 1 + pick(4) }, () => PIECES[pick(PIECES.length)]).join("");
      const { fetch, requests } = answering(["<Error><Code>Teapot</Code></Error>", { status: 418 }]);
      const [options, call] = use(text);
      const story = `round ${round} of seed ${SEED}: ${JSON.stringify(text)}`;
      const error = await rejection(call(clientOf(fetch, options)));
      assert.equal(error.name, "CosJobsError", `${story} ${error.stack}`);
      if (["input", "credentials"].includes(error.kind)) {
        assert.equal(requests.length, 0, story);
        continue;
      }
      taken += 1;
      const [{ url, method, headers, body }] = requests;
      const host = place === "region" || place === "uin" ? /^[a-z0-9-]+\.cos-control\.[a-z0-9-]+\.myqcloud\.com$/ : undefined;
      const parsed = new URL(url);
      assert.equal(parsed.href, url, `${story}: what was signed is what is sent`);
      assert.ok(host ? host.test(parsed.host) : HOSTS.includes(parsed.host), `${story} ${url}`);
      assert.equal(parsed.username + parsed.password + parsed.hash, "", story);
      assert.doesNotMatch(url, /[^!-~]/, story);
      for (const value of Object.values(headers)) assert.match(value, /^[!-~]+$/, story);
      assert.equal(new Request(url, { method, headers, body }).headers.get("x-evil"), null, story);
      if (place === "statusUpdateReason") assert.equal(parsed.searchParams.get("statusUpdateReason") ?? "", text, story);
      if (place === "nextToken") assert.equal(parsed.searchParams.get("nextToken"), text, story);
      if (place === "jobId") assert.equal(decodeURIComponent(parsed.pathname), `/jobs/${text}`, story);
    }
    assert.ok(taken > 0, "some text is taken, else nothing was tested");
  });
}

test("a property is read only once, so that the checked value is the sent value", async () => {
  const reads = {};
  const input = new Proxy(
    { jobId: [jobId, ".."], requestedJobStatus: ["Cancelled", "evil"], statusUpdateReason: ["fine", "\r\n"] },
    {
      get(target, name) {
        reads[name] = (reads[name] ?? -1) + 1;
        return target[name]?.[reads[name]];
      },
    },
  );
  const { fetch, requests } = answering(changed(jobId, "Cancelled"));
  await clientOf(fetch).updateJobStatus(input);
  assert.equal(requests[0].url, `${account.endpoint}/jobs/${jobId}/status?requestedJobStatus=Cancelled&statusUpdateReason=fine`);
});

test("objects that throw, are revoked proxies or contain themselves are input errors, at any depth", async () => {
  const revoked = (target) => {
    const { proxy, revoke } = Proxy.revocable(target, {});
    revoke();
    return proxy;
  };
  const throwing = new Proxy({}, { get: () => { throw new RangeError("boom"); } });
  const cyclic = { ...creation };
  cyclic.manifest = cyclic;
  const { fetch, requests } = answering("");
  for (const input of [
    revoked({}),
    throwing,
    cyclic,
    { ...creation, manifest: revoked({}) },
    { ...creation, manifest: { ...creation.manifest, spec: { format: "COSBatchOperations_CSV_V1", fields: revoked([]) } } },
    { ...creation, manifest: { ...creation.manifest, spec: { format: "COSBatchOperations_CSV_V1", fields: [throwing] } } },
    { ...creation, operation: throwing },
    { ...creation, operation: { cosPutObjectTagging: { taggingDirective: "Add", tagSet: "no list" } } },
  ]) {
    const error = await rejection(clientOf(fetch).createJob(input));
    assert.deepEqual([error.name, error.kind], ["CosJobsError", "input"], error.stack);
  }
  assert.equal(requests.length, 0);
  const fine = clientOf(answering(changed(jobId, "Cancelled")).fetch);
  assert.equal((await fine.updateJobStatus({ jobId, requestedJobStatus: "Cancelled" })).status, "Cancelled");
});

test("a huge input is refused before it is copied", async () => {
  const huge = "x".repeat(2 ** 28);
  const tags = (list) => ({ ...creation, operation: { cosPutObjectTagging: { taggingDirective: "Add", tagSet: list } } });
  const { fetch, requests } = answering("");
  for (const call of [
    (jobs) => jobs.describeJob({ jobId: huge }),
    (jobs) => jobs.updateJobStatus({ jobId, requestedJobStatus: huge }),
    (jobs) => jobs.createJob(tags(new Array(2 ** 32 - 1))),
    (jobs) => jobs.createJob(tags(new Array(1_000_001).fill({ key: "k", value: "v" }))),
    (jobs) => jobs.createJob(tags(new Proxy([], { get: (_, name) => (name === "length" ? Infinity : { key: "k", value: "v" }) }))),
  ]) {
    const error = await rejection(call(clientOf(fetch)));
    assert.deepEqual([error.name, error.kind], ["CosJobsError", "input"], error.stack);
    assert.ok(error.message.length < 1000);
  }
  const keys = { ...account.credentials, secretKey: huge };
  assert.equal((await rejection(clientOf(fetch, { credentials: keys }).listJobs())).kind, "credentials");
  assert.equal((await rejection(esm.authorization({ method: "GET", path: huge }, { ...keys, startTime: 1, endTime: 2 }))).kind, "input");
  assert.equal(requests.length, 0);
});

test("a huge request to sign is refused, and the next request is signed", async () => {
  const keys = { ...account.credentials, startTime: 1_557_989_151, endTime: 1_557_996_351 };
  const huge = "x".repeat(2 ** 24);
  const pairs = Object.fromEntries(Array.from({ length: 14 }, (_, index) => [`name${index}`, huge]));
  const small = { method: "GET", path: "/", query: { a: "b" }, headers: { host: "c" } };
  const before = await esm.authorization(small, keys);
  for (const request of [
    { method: "GET", path: "/", query: pairs },
    { method: "GET", path: "/", headers: pairs },
    { method: "GET", path: huge, query: { ...pairs, name13: "" }, headers: pairs },
  ]) {
    for (const call of [esm.authorization, esm.explainSignature]) {
      const error = await rejection(call(request, keys));
      assert.deepEqual([error.name, error.kind, error.code], ["CosJobsError", "input", "InvalidInput"], error.stack);
    }
    assert.equal(await esm.authorization(small, keys), before);
  }
  const jobs = clientOf(answering(described("")).fetch);
  assert.equal((await jobs.describeJob({ jobId })).jobId, jobId);
});

test("a very deep or very repetitive answer is read or refused quickly", async () => {
  const mega = 15 * 2 ** 20;
  const fill = (piece) => piece.repeat(Math.floor(mega / piece.length));
  for (const [body, kind] of [
    [described(`${"<a>".repeat(1_000_000)}${"</a>".repeat(1_000_000)}`), "response"],
    [described(fill("<a>")), "response"],
    [described(`<Manifest><Spec>${fill("<Spec>")}`), "response"],
    [described(fill("<!-- -->")), undefined],
    [described(`<Description>${fill("&amp;")}</Description>`), undefined],
    [described(`<Description>${fill("<![CDATA[]]>")}</Description>`), undefined],
    [described(fill("&a;")), "response"],
    [described(`<FailureReasons>${fill("<JobFailure/>")}</FailureReasons>`), undefined],
    [`<Error><Code>X</Code><Message>${fill("x ")}</Message></Error>`, "service"],
    [fill("<"), "response"],
    [fill(" "), "response"],
  ]) {
    const start = performance.now();
    const outcome = clientOf(answering(body).fetch, { timeout: 60_000 }).describeJob({ jobId });
    const told = kind === undefined ? (await outcome, undefined) : (await rejection(outcome)).kind;
    assert.equal(told, kind, body.slice(0, 150));
    assert.ok(performance.now() - start < 10_000, `${performance.now() - start} ms for ${body.slice(0, 150)}`);
  }
});

test("an answer without a stream is limited to 16 MiB, too", async () => {
  const answer = (bytes) => async () => ({
    status: 200,
    headers: { get: () => null },
    arrayBuffer: async () => new ArrayBuffer(bytes),
  });
  const error = await rejection(clientOf(answer(2 ** 24 + 1)).describeJob({ jobId }));
  assert.deepEqual([error.kind, error.code], ["response", "ResponseTooLarge"]);
  assert.equal((await rejection(clientOf(answer(2 ** 24)).describeJob({ jobId }))).code, "UnexpectedResponse");
});

test("false times and waiting periods in headers do no harm", async () => {
  const lies = ["-1", "1e9", "99999999999999999999", "NaN", "Thu, 99 May 9999 99:99:99 GMT", "0000-00-00T00:00:00Z", "é", ""];
  for (const lie of lies) {
    for (const code of ["RequestTimeTooSkewed", "SlowDown"]) {
      const headers = { date: lie, "retry-after": lie, age: "" };
      const { fetch, requests } = answering([`<Error><Code>${code}</Code></Error>`, { status: 503, headers }]);
      const controller = new AbortController();
      const waits = [];
      const onAttempt = ({ willRetryInMs }) => {
        waits.push(willRetryInMs ?? 0);
        if (waits.length > 2) controller.abort();
      };
      setTimeout(() => controller.abort(), 50);
      await rejection(clientOf(fetch, { onAttempt, maxAttempts: 4 }).listJobs({}, { signal: controller.signal }));
      assert.ok(waits.every((wait) => wait >= 0 && wait <= 30_000), `${lie}: ${waits}`);
      assert.ok(requests.length <= 4);
    }
  }
});
