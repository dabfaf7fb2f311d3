/** Faults of a host, and what a call does under each of them. This file runs in Node.js and in a page. */

const jobId = "65f2e4cf-83f5-42f1-9aa2-14720613da29";
const change = { jobId, requestedJobStatus: "Cancelled" };
const account = {
  region: "ap-chengdu",
  uin: "100000000001",
  appId: "1250000000",
  credentials: { secretId: "secret-id", secretKey: "secret-key" },
};

const AT_A_TIME = 500;
/** A page of a WebAssembly's memory, in bytes. */
const PAGE = 65_536;
/** The timeout of calls that must run into it, in milliseconds. */
const SHORT = 5;

const boom = () => {
  throw new Error("boom");
};
const answer = () =>
  new Response(`<UpdateJobStatusResult><JobId>${jobId}</JobId><Status>Cancelled</Status></UpdateJobStatusResult>`);

/** An answer of which one property throws when it is read. */
const throwing = (name) =>
  Object.defineProperty({ status: 200, headers: new Headers(), body: null, arrayBuffer: boom }, name, { get: boom });

const streaming = (pull) => new Response(new ReadableStream({ pull }));
const noEnd = () => new Promise(() => {});

/** The faults, each with the kind of the error that it causes. */
export const FAULTS = {
  "a fetch that never settles": [noEnd, "timeout"],
  "a fetch that throws": [boom, "network"],
  "a fetch that rejects": [() => Promise.reject(new Error("boom")), "network"],
  "a fetch that returns nothing": [() => undefined, "network"],
  "an answer whose status throws": [() => throwing("status"), "network"],
  "an answer whose headers throw": [() => throwing("headers"), "network"],
  "an answer whose body throws": [() => throwing("body"), "response"],
  "a body that breaks": [() => streaming((controller) => controller.error(new Error("boom"))), "response"],
  "a body that never continues": [() => streaming(noEnd), "timeout"],
  "a body of endless empty chunks": [() => streaming((controller) => controller.enqueue(new Uint8Array())), "response"],
  "a chunk that is no bytes": [() => streaming((controller) => controller.enqueue("text")), "response"],
};

/**
 * Lets many calls meet a fault. Returns the names, kinds and effects of their errors, the sizes of the WebAssembly's memory, and
 * the status that the next call reports.
 */
export async function meetFault({ CosJobs }, memory, what, repeats) {
  const [fault, kind] = FAULTS[what];
  let isFaulty = true;
  const fetch = (...request) => (isFaulty ? fault(...request) : Promise.resolve(answer()));
  const timeout = kind === "timeout" ? SHORT : 10_000;
  const errors = new Set();
  const sizes = [];
  for (let done = 0; done < repeats; done += AT_A_TIME) {
    const jobs = new CosJobs({ ...account, maxAttempts: 1, timeout, fetch });
    const calls = Array.from({ length: AT_A_TIME }, () => jobs.describeJob({ jobId }).catch((error) => error));
    for (const { name, kind, effect } of await Promise.all(calls)) errors.add(`${name} ${kind} ${effect}`);
    sizes.push(memory().buffer.byteLength);
  }
  isFaulty = false;
  const { status } = await new CosJobs({ ...account, fetch }).updateJobStatus(change);
  return { errors: [...errors], sizes, status };
}

/** Whether an outcome of `meetFault` is right: one kind of error, a working next call, and no growing memory. */
export function problemOf(what, { errors, sizes, status }) {
  const expected = `CosJobsError ${FAULTS[what][1]} none`;
  if (errors.length !== 1 || errors[0] !== expected) return `errors: ${errors}; expected: ${expected}`;
  if (status !== "Cancelled") return `the next call reports ${status}`;
  // Clients are collected when the host likes, so the memory may still grow by a page or two.
  const growth = sizes.at(-1) - sizes[Math.floor(sizes.length / 2)];
  return growth <= 2 * PAGE ? undefined : `the memory grows: ${sizes}`;
}

/** Executes the instruction `unreachable` in a module of one function. */
const TRAP = Uint8Array.of(0, 97, 115, 109, 1, 0, 0, 0, 1, 4, 1, 96, 0, 0, 3, 2, 1, 0, 7, 5, 1, 1, 116, 0, 0, 10, 5, 1, 3, 0, 0, 11);

/** Loads a package with `load`. Its WebAssembly traps in its next callback whenever `trap.now` is set. */
export async function withTraps(load) {
  const { t: executeTrap } = (await WebAssembly.instantiate(TRAP)).instance.exports;
  const trap = { now: false };
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (source, imports) => {
    const result = await instantiate(source, imports);
    const { instance, module } = result.instance ? result : { instance: result, module: source };
    const exports = { ...instance.exports };
    for (const name of Object.keys(exports).filter((name) => name.startsWith("wasm_bindgen__convert__closures"))) {
      exports[name] = (...given) => (trap.now ? executeTrap() : instance.exports[name](...given));
    }
    return { instance: { exports }, module };
  };
  const restore = () => (WebAssembly.instantiate = instantiate);
  return { ...(await load()), trap, restore };
}

/** Lets the WebAssembly trap while many calls are being made. Returns what went wrong; undefined if nothing did. */
export async function meetTraps({ CosJobs, trap }, rounds) {
  const pending = [];
  const sent = async (count) => {
    while (pending.length < count) await new Promise((resolve) => setTimeout(resolve, 1));
    return pending.splice(0);
  };
  const jobs = new CosJobs({ ...account, fetch: () => new Promise((resolve) => pending.push(resolve)) });
  for (let round = 0; round < rounds; round += 1) {
    const calls = Array.from({ length: 20 }, () => jobs.updateJobStatus(change).catch((error) => error));
    const [first, ...others] = await sent(20);
    trap.now = true;
    first(answer());
    const errors = new Set((await Promise.all(calls)).map(({ name, kind, effect }) => `${name} ${kind} ${effect}`));
    if ([...errors].join() !== "CosJobsError response unknown") return `round ${round}: ${[...errors]}`;
    trap.now = false;
    // The other answers arrive in an instance that is of no use any more.
    for (const settle of others) settle(answer());
    const next = jobs.updateJobStatus(change);
    (await sent(1))[0](answer());
    if ((await next).status !== "Cancelled") return `round ${round}: the next call failed`;
  }
  return undefined;
}
