/** Driving one call: ask the engine, do the one thing that it asks for, tell it. Nothing is decided here. */

import { pause, TIMED_OUT, withDeadline } from "./deadline.js";
import { fromWasm } from "./error.js";
import { exchange, TOO_LARGE } from "./exchange.js";
import { said } from "./said.js";

/**
 * Makes one call and answers its result.
 *
 * @param {object} host what the calls of a client share: see createHost
 * @param {string} action
 * @param {unknown} input
 * @param {{ signal?: AbortSignal, timeout?: number, maxAttempts?: number }} [options]
 */
export async function perform(host, action, input, options) {
  return withCall(host, action, false, input, options, (call) => run(host, call));
}

/** Makes a status hold: what holds already, or is on its way, is as good. */
export async function pursue(host, requestedJobStatus, input, options) {
  const change = { jobId: said(input, "jobId"), requestedJobStatus, statusUpdateReason: said(input, "reason") };
  return withCall(host, "UpdateJobStatus", true, change, options, (call) => run(host, call));
}

/** Signs one request and answers it unsent. */
export async function prepare(host, action, input, options) {
  return withCall(host, vendorName(action), false, input, options, async (call) => {
    const { Send } = host.wasm.NextStep;
    const result = await run(host, call, Send);
    return result ?? JSON.parse(call.handle.request());
  });
}

/** The actions are known by the vendor's names; a method's name is understood as well. */
function vendorName(action) {
  return String(action).replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Opens a call for the time of `use`. */
async function withCall(host, action, goal, input, options, use) {
  const signal = said(options, "signal");
  if (signal?.aborted) throw signal.reason;
  const handle = open(() => new host.wasm.CallHandle(host.client, action, goal, input, options ?? {}));
  try {
    return await use({ handle, signal, cause: undefined });
  } finally {
    handle.free();
  }
}

/** Does what the engine asks for until the call is over, or until it would do `last`. */
async function run(host, call, last) {
  const { Done, Credentials, Authorize, Send } = host.wasm.NextStep;
  let step = call.handle.begin(Date.now());
  while (step !== Done && step !== last) {
    if (step === Credentials) step = await askCredentials(host, call);
    else if (step === Authorize) step = await askSignature(host, call);
    else if (step === Send) step = await attempt(host, call);
    else step = await wait(call);
  }
  return step === Done ? result(call) : undefined;
}

function open(make) {
  try {
    return make();
  } catch (thrown) {
    throw fromWasm(thrown);
  }
}

function result(call) {
  try {
    return JSON.parse(call.handle.result());
  } catch (thrown) {
    throw fromWasm(thrown, call.cause);
  }
}

async function askCredentials(host, call) {
  const { handle } = call;
  try {
    const answer = await withDeadline(handle.timeout(), call.signal, () => host.credentials.ask());
    return handle.onCredentials(Date.now(), answer, host.credentials.lasting);
  } catch (error) {
    rethrowAbort(call, error);
    return handle.onCredentialsFailed(Date.now(), error === TIMED_OUT);
  }
}

async function askSignature(host, call) {
  const { handle } = call;
  try {
    const description = JSON.parse(handle.description());
    const answer = await withDeadline(handle.timeout(), call.signal, async () => host.authorize(description));
    return handle.onSigned(Date.now(), answer);
  } catch (error) {
    rethrowAbort(call, error);
    return handle.onCredentialsFailed(Date.now(), error === TIMED_OUT);
  }
}

async function wait({ handle, signal }) {
  await pause(handle.waitUntil() - Date.now(), signal);
  return handle.onTime(Date.now());
}

/** Sends the call's request once and tells the engine how that went. */
async function attempt(host, call) {
  const { handle } = call;
  const request = JSON.parse(handle.request());
  const event = { action: handle.sending(), attempt: handle.attempt(), url: request.url };
  const start = performance.now();
  const { response, failure } = await send(host, call, request);
  const durationMs = performance.now() - start;
  const step = response ? tell(handle, response) : handle.onFailure(Date.now(), failure);
  if (host.onAttempt) report(host, call, step, { ...event, ...seen(handle, response), durationMs });
  return step;
}

/** The answer, or why none came. */
async function send({ fetch, wasm }, call, request) {
  const work = (signal) => exchange(fetch, request, signal, wasm.maxResponse());
  try {
    return { response: await withDeadline(call.handle.timeout(), call.signal, work) };
  } catch (error) {
    rethrowAbort(call, error);
    return { failure: noAnswer(wasm.NoAnswer, error) };
  }
}

function tell(handle, { status, headers, body }) {
  const header = (name) => headers.get(name) ?? undefined;
  return handle.onResponse(
    Date.now(),
    status,
    header("x-cos-request-id"),
    header("x-cos-trace-id"),
    header("date"),
    header("age"),
    header("retry-after"),
    body,
  );
}

function noAnswer({ Network, Timeout, TooLarge }, error) {
  if (error === TIMED_OUT) return Timeout;
  return error === TOO_LARGE ? TooLarge : Network;
}

/** An abort ends the call with the signal's reason; any other error goes to the engine and becomes the cause. */
function rethrowAbort(call, error) {
  if (call.signal?.aborted) throw call.signal.reason;
  call.cause = typeof error === "symbol" ? undefined : error;
}

/** What an event says of an answer. */
function seen(handle, response) {
  return response && { statusCode: response.status, requestId: handle.requestId() };
}

/** Tells the caller's hook; what it throws is its own affair and must not change the call's outcome. */
function report({ onAttempt, wasm }, { handle }, step, event) {
  const error = handle.lastError();
  if (error) event.error = fromWasm(error);
  if (step === wasm.NextStep.Wait) event.willRetryInMs = Math.max(0, handle.waitUntil() - Date.now());
  if (step === wasm.NextStep.Send) event.willRetryInMs = 0;
  try {
    onAttempt(event);
  } catch {
    // See above.
  }
}
