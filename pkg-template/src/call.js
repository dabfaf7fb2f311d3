/** Driving one call: ask the engine, do the one thing that it asks for, tell it. Nothing is decided here. */

import { pause, TIMED_OUT, withDeadline } from "./deadline.js";
import { checked, toError } from "./error.js";
import { exchange, toRequest, TOO_LARGE } from "./exchange.js";
import { textOf, toJson } from "./input.js";
import { said } from "./said.js";

/** The headers of an answer that the engine reads, in its order. */
const HEADERS = ["x-cos-request-id", "x-cos-trace-id", "date", "age", "retry-after"];

/**
 * Makes one call and answers its result.
 *
 * @param {object} host what the calls of a client share: see createHost
 * @param {string} action
 * @param {unknown} input
 * @param {{ signal?: AbortSignal, timeout?: number, maxAttempts?: number }} [options]
 */
export function perform(host, action, input, options) {
  return run(host, open(host, action, false, input, options));
}

/** Makes a status hold: what holds already, or is on its way, is as good. */
export function pursue(host, requestedJobStatus, input, options) {
  const change = { jobId: said(input, "jobId"), requestedJobStatus, statusUpdateReason: said(input, "reason") };
  return run(host, open(host, "UpdateJobStatus", true, change, options));
}

/** Signs one request and answers it unsent. */
export function prepare(host, action, input, options) {
  return run(host, open(host, vendorName(action), false, input, options), true);
}

/** The actions are known by the vendor's names; a method's name is understood as well. */
function vendorName(action) {
  return String(action).replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** A call that has begun: its number at the engine, and what it is to do next. */
function open(host, action, goal, input, options) {
  const signal = said(options, "signal");
  if (signal?.aborted) throw signal.reason;
  const limits = options && { timeout: said(options, "timeout"), maxAttempts: said(options, "maxAttempts") };
  const { client, wasm } = host;
  const number = client.open(action, goal, toJson(input), limits ? toJson(limits) : "{}");
  return { number, signal, step: client.proceed(number, Date.now(), wasm.Event.Begin), cause: undefined };
}

/** Does what the engine asks for until the call is over, or with `unsent` until it would send something. */
async function run(host, call, unsent) {
  const { client, wasm } = host;
  const { Done, Credentials, Authorize, Send } = wasm.NextStep;
  try {
    for (;;) {
      const { step } = call;
      if (step === Done) return JSON.parse(checked(client.text(call.number), call.cause));
      if (step === Send && unsent) return toRequest(client.text(call.number));
      if (step === Send) call.step = await attempt(host, call);
      else if (step === Credentials) call.step = await askCredentials(host, call);
      else if (step === Authorize) call.step = await askSignature(host, call);
      else call.step = await wait(host, call);
    }
  } finally {
    client.close(call.number);
  }
}

function proceed({ client, wasm }, { number }, event) {
  return client.proceed(number, Date.now(), wasm.Event[event]);
}

async function askCredentials(host, call) {
  const { client, credentials } = host;
  return ask(host, call, credentials.ask, (answer) => {
    const { id, key, token, expiredTime } = credentials.read(answer);
    return client.onCredentials(call.number, Date.now(), id, key, token, expiredTime, credentials.lasting);
  });
}

async function askSignature(host, call) {
  const { client, authorize } = host;
  const description = JSON.parse(client.text(call.number));
  return ask(host, call, async () => authorize(description), (answer) => {
    const authorization = textOf(answer) || textOf(said(answer, "authorization"));
    return client.onSigned(call.number, Date.now(), authorization, textOf(said(answer, "sessionToken")));
  });
}

/** Asks a function of the caller's, and tells the engine its answer or that there is none. */
async function ask(host, call, question, tell) {
  try {
    return tell(await withDeadline(host.client.timeout(call.number), call.signal, question));
  } catch (error) {
    rethrowAbort(call, error);
    return proceed(host, call, error === TIMED_OUT ? "Silent" : "Refused");
  }
}

async function wait(host, call) {
  await pause(host.client.waitUntil(call.number) - Date.now(), call.signal);
  return proceed(host, call, "Time");
}

/** Sends the call's request once and tells the engine how that went. */
async function attempt(host, call) {
  const { client, fetch, wasm } = host;
  const request = toRequest(client.text(call.number));
  const start = host.onAttempt && performance.now();
  const work = (signal) => exchange(fetch, request, signal, wasm.maxResponse());
  let response;
  let step;
  try {
    response = await withDeadline(client.timeout(call.number), call.signal, work);
    const { status, headers, body } = response;
    const lines = HEADERS.map((name) => headers.get(name) ?? "").join("\n");
    step = client.onResponse(call.number, Date.now(), status, lines, body);
  } catch (error) {
    rethrowAbort(call, error);
    step = proceed(host, call, noAnswer(error));
  }
  if (host.onAttempt) report(host, call, step, request.url, response?.status, performance.now() - start);
  return step;
}

function noAnswer(error) {
  if (error === TIMED_OUT) return "Timeout";
  return error === TOO_LARGE ? "TooLarge" : "Network";
}

/** An abort ends the call with the signal's reason; any other error goes to the engine and becomes the cause. */
function rethrowAbort(call, error) {
  if (call.signal?.aborted) throw call.signal.reason;
  call.cause = typeof error === "symbol" ? undefined : error;
}

/** Tells the caller's hook; what it throws is its own affair and must not change the call's outcome. */
function report({ client, onAttempt, wasm }, { number }, step, url, statusCode, durationMs) {
  const { action, attempt, requestId, error } = JSON.parse(client.attempt(number));
  const event = { action, attempt, url };
  if (statusCode !== undefined) Object.assign(event, { statusCode, requestId });
  event.durationMs = durationMs;
  if (error) event.error = toError(error);
  if (step === wasm.NextStep.Wait) event.willRetryInMs = Math.max(0, client.waitUntil(number) - Date.now());
  if (step === wasm.NextStep.Send) event.willRetryInMs = 0;
  try {
    onAttempt(event);
  } catch {
    // See above.
  }
}
