/** Driving one call: ask the engine, do the one thing that it asks for, tell it. Nothing is decided here. */

import { TIMED_OUT, withDeadline } from "./deadline.js";
import { fromWasm } from "./error.js";
import { exchange, TOO_LARGE } from "./exchange.js";

/**
 * Makes one call and answers its result.
 *
 * @param {object} host what the calls of a client share: see createHost
 * @param {string} action
 * @param {unknown} input
 * @param {{ signal?: AbortSignal, timeout?: number, maxAttempts?: number }} [options]
 */
export async function perform(host, action, input, options) {
  return withCall(host, action, input, options, async (call) => {
    const { Send } = host.wasm.NextStep;
    let step = await begin(host, call);
    while (step === Send) step = await attempt(host, call);
    return result(call);
  });
}

/** Signs one request and answers it unsent. */
export async function prepare(host, action, input, options) {
  return withCall(host, vendorName(action), input, options, async (call) => {
    const step = await begin(host, call);
    return step === host.wasm.NextStep.Send ? JSON.parse(call.handle.request()) : result(call);
  });
}

/** The actions are known by the vendor's names; a method's name is understood as well. */
function vendorName(action) {
  return String(action).replace(/^[a-z]/, (letter) => letter.toUpperCase());
}

/** Opens a call for the time of `use`. */
async function withCall(host, action, input, options = {}, use) {
  const { signal } = options;
  if (signal?.aborted) throw signal.reason;
  const handle = open(() => new host.wasm.CallHandle(host.client, action, input, options));
  const call = { handle, action, signal, cause: undefined };
  try {
    return await use(call);
  } finally {
    handle.free();
  }
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

/** Begins the call, and gets the credentials if the engine asks for them. */
async function begin(host, call) {
  const { handle } = call;
  const step = handle.begin(Date.now());
  if (step !== host.wasm.NextStep.Credentials) return step;
  try {
    const answer = await withDeadline(handle.timeout(), call.signal, () => host.credentials.ask());
    return handle.onCredentials(Date.now(), answer, host.credentials.lasting);
  } catch (error) {
    rethrowAbort(call, error);
    return handle.onCredentialsFailed(Date.now(), error === TIMED_OUT);
  }
}

/** Sends the call's request once and tells the engine how that went. */
async function attempt(host, call) {
  const { handle } = call;
  const request = JSON.parse(handle.request());
  const event = { action: call.action, attempt: handle.attempts(), url: request.url };
  const start = performance.now();
  const { response, failure } = await send(host, call, request);
  const durationMs = performance.now() - start;
  if (failure !== undefined) {
    report(host, { ...event, durationMs });
    return handle.onFailure(failure);
  }
  const requestId = response.headers.get("x-cos-request-id") ?? undefined;
  const traceId = response.headers.get("x-cos-trace-id") ?? undefined;
  report(host, { ...event, statusCode: response.status, requestId, durationMs });
  return handle.onResponse(response.status, requestId, traceId, response.body);
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

function noAnswer({ Network, Timeout, TooLarge }, error) {
  if (error === TIMED_OUT) return Timeout;
  return error === TOO_LARGE ? TooLarge : Network;
}

/** An abort ends the call with the signal's reason; any other error goes to the engine and becomes the cause. */
function rethrowAbort(call, error) {
  if (call.signal?.aborted) throw call.signal.reason;
  call.cause = typeof error === "symbol" ? undefined : error;
}

/** Tells the caller's hook; what it throws is its own affair and must not change the call's outcome. */
function report(host, event) {
  try {
    host.onAttempt?.(event);
  } catch {
    // See above.
  }
}
