/**
 * The faults of a network that a request and its answer can meet.
 *
 * `reaches` tells whether the server gets the request. `answer` writes what the client gets instead of the server's
 * answer; if it returns a promise, the fault is finished when the promise resolves. `repeatable: false` means that no
 * client should repeat a request after this fault. `complete` means that the answer is complete, so the connection may
 * be used again. `large` means that the answer is very large. `deliver` sends the request to the server in an unusual way.
 * `old` means that the answer is complete and correct, but shows an old state; such a fault is only for reads. It `catchesUp` if
 * it shows the new state a few seconds later, and it `tellsAge` if the answer has an `Age` header.
 */

import { setTimeout as sleep } from "node:timers/promises";

import { bomb, flood } from "./bodies.mjs";
import { headOf, whole } from "./requests.mjs";

/** How long the client waits for an answer in these tests, in milliseconds. */
export const TIMEOUT = 500;

/** The same where no answer is missing, for example for large answers, which take longer to read. */
export const LONG_TIMEOUT = 10_000;

/** Time for the client to read what was written before the connection breaks. A reset would discard unread data. */
const A_MOMENT = 30;

const TOO_LATE = 1.5 * TIMEOUT;

/** Without these headers a page cannot read the answer at all, and all faults would look the same to it. */
const OPEN = "access-control-allow-origin: *\r\n";

const reset = (socket) => socket.resetAndDestroy();

/** Writes these bytes, then breaks the connection. */
const resetAfter = (bytes) => async (socket, answer) => {
  socket.write(bytes(answer));
  await sleep(A_MOMENT);
  reset(socket);
};

/** Writes these bytes and leaves the connection open. */
const write = (bytes) => (socket, answer) => {
  socket.write(bytes(answer));
};

/** Announces more bytes than it sends. */
const tooLong = ({ headers, body }) => Buffer.concat([Buffer.from(headOf({ status: 200, headers }, body.length + 100)), body]);

/** Announces fewer bytes than it sends: half of them, and none for an answer without content. */
const tooShort = (answer) => Buffer.concat([Buffer.from(headOf(answer, answer.body.length >> 1)), answer.body]);

async function drip(socket, answer) {
  for (const byte of whole(answer)) {
    if (socket.destroyed) return;
    socket.write(Buffer.of(byte));
    await sleep(A_MOMENT);
  }
}

const html = (status) => {
  const page = "<html><body><h1>Something went wrong</h1></body></html>";
  return `HTTP/1.1 ${status} Whatever\r\n${OPEN}content-type: text/html\r\ncontent-length: ${page.length}\r\n\r\n${page}`;
};

/** Redirects to `elsewhere`, where no request may arrive. */
const redirect = (status) => (socket, _, { elsewhere, target }) => {
  socket.write(`HTTP/1.1 ${status} Whatever\r\n${OPEN}location: ${elsewhere}${target}\r\ncontent-length: 0\r\n\r\n`);
};

const GARBAGE = Buffer.from(Array.from({ length: 4000 }, (_, index) => (index * 7919 + (index >> 3)) & 0xff));
const chunked = (chunks) => `HTTP/1.1 200 OK\r\n${OPEN}transfer-encoding: chunked\r\n\r\n${chunks}`;
const gzip = `HTTP/1.1 200 OK\r\n${OPEN}content-encoding: gzip\r\n`;

/** Writes the server's answer unchanged. */
const unchanged = write((answer) => whole(answer));

/** Delivers a request twice, as browsers and proxies do; the client gets the answer to the second one. */
const twice = async (request, send) => {
  await send(request);
  return send(request);
};

/** Reads from a replica that shows the state of so many milliseconds ago. */
const fromReplica = (behind) => (request, send) =>
  send({ ...request, headers: [...request.headers, ["x-emulator-stale", String(behind)]] });

/** Reads from a cache whose content has this age; a cache tells the age, in seconds. */
const fromCache = (age) => async (request, send) => {
  const answer = await fromReplica(age)(request, send);
  return { ...answer, headers: [...answer.headers, "Age", String(age / 1000)] };
};

/** The delays of two replicas in milliseconds: one is up to date again while a client looks again, and the other is not. */
const SOON = 2000;
const NEVER = 60_000;

const OLD_ANSWER = { reaches: true, complete: true, old: true, answer: unchanged };

/**
 * @type {Record<string, { reaches: boolean, delay?: number, deliver?: Function, answer: Function, repeatable?: boolean,
 * complete?: boolean, large?: boolean, old?: boolean, catchesUp?: boolean, tellsAge?: boolean }>}
 */
export const FAULTS = {
  "request lost, reset": { reaches: false, answer: reset },
  "request lost, closed": { reaches: false, answer: (socket) => void socket.end() },
  "request lost, silence": { reaches: false, answer: () => {} },
  "request delivered late": { reaches: true, delay: TOO_LATE, answer: () => {} },
  "answer lost, reset": { reaches: true, answer: reset },
  "answer lost, closed": { reaches: true, answer: (socket) => void socket.end() },
  "answer lost, silence": { reaches: true, answer: () => {} },
  "delivered twice": { reaches: true, complete: true, deliver: twice, answer: unchanged },
  "answer late": { reaches: true, answer: async (socket, answer) => (await sleep(TOO_LATE), socket.write(whole(answer))) },
  "reset mid-header": { reaches: true, answer: resetAfter(() => "HTTP/1.1 200 OK\r\ncontent-type: appli") },
  "reset mid-body": { reaches: true, answer: resetAfter((answer) => tooLong(answer).subarray(0, -20)) },
  "slow drip": { reaches: true, answer: drip },
  "length too long, closed": { reaches: true, answer: (socket, answer) => void socket.end(tooLong(answer)) },
  "length too long, silence": { reaches: true, answer: write(tooLong) },
  "length too short": { reaches: true, complete: true, answer: write(tooShort) },
  "redirect 302": { reaches: false, repeatable: false, complete: true, answer: redirect(302) },
  "redirect 307": { reaches: false, repeatable: false, complete: true, answer: redirect(307) },
  "HTML 502, request lost": { reaches: false, complete: true, answer: write(() => html(502)) },
  "HTML 502, answer lost": { reaches: true, complete: true, answer: write(() => html(502)) },
  "HTML 200, request lost": { reaches: false, complete: true, answer: write(() => html(200)) },
  "garbage, request lost": { reaches: false, answer: write(() => GARBAGE) },
  "garbage, answer lost": { reaches: true, answer: write(() => GARBAGE) },
  "chunked garbage": { reaches: true, answer: write(() => chunked("fffffffffffffffffffffff\r\nnonsense\r\n")) },
  "chunked, cut off": { reaches: true, answer: (socket) => void socket.end(chunked("5\r\n<Upda\r\n")) },
  "gzip garbage": { reaches: true, complete: true, answer: write(() => `${gzip}content-length: 20\r\n\r\nthis is no gzip at a`) },
  "replica 2 s behind": { ...OLD_ANSWER, catchesUp: true, deliver: fromReplica(SOON) },
  "replica 60 s behind": { ...OLD_ANSWER, deliver: fromReplica(NEVER) },
  "cache of 60 s ago": { ...OLD_ANSWER, tellsAge: true, deliver: fromCache(NEVER) },
  "100 MB body": { reaches: true, repeatable: false, large: true, answer: flood(OPEN) },
  "gzip bomb": { reaches: true, repeatable: false, large: true, answer: bomb(gzip) },
};

/** The names of the faults with large answers, of those that show an old state, and of all others. */
export const LARGE = Object.keys(FAULTS).filter((name) => FAULTS[name].large);
export const OLD = Object.keys(FAULTS).filter((name) => FAULTS[name].old);
export const SMALL = Object.keys(FAULTS).filter((name) => !FAULTS[name].large && !FAULTS[name].old);
