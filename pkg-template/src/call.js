/** Driving one call: ask the engine, do the one thing that it asks for, tell it. Nothing is decided here. */

import { Op } from "./cos_jobs.js";
import { pause, TIMED_OUT, withDeadline } from "./deadline.js";
import { checked, inputError, toError } from "./error.js";
import { exchange, toRequest, TOO_LARGE } from "./exchange.js";
import { parts, textOf, toJson } from "./input.js";
import { said } from "./said.js";

/** The headers of an answer that the engine reads, in its order. */
const HEADERS = ["x-cos-request-id", "x-cos-trace-id", "date", "age", "retry-after"];

/**
 * Makes one call and answers its result as JSON.
 *
 * @param {object} host what the calls of a client share: see createHost
 * @param {string} action
 * @param {string} input as JSON
 * @param {{ signal?: AbortSignal, timeout?: number, maxAttempts?: number }} [options]
 */
export function perform(host, action, input, options) {
  return run(host, begin(host, Op.Call, action, input, options));
}

/** Makes a status hold: what holds already, or is on its way, is as good. */
export function pursue(host, requestedJobStatus, input, options) {
  const change = { jobId: said(input, "jobId"), requestedJobStatus, statusUpdateReason: said(input, "reason") };
  return run(host, begin(host, Op.Pursue, "UpdateJobStatus", toJson(change), options));
}

/** Signs one request and answers it unsent, or a promise of it. */
export function prepare(host, action, input, options) {
  const call = begin(host, Op.Prepare, action, input, options);
  return isToSend(call.step) ? toRequest(textOfStep(call.step)) : run(host, call).then(toRequest);
}

/** A call that has begun, and what it is to do next. */
function begin({ core, client }, op, action, input, options) {
  const signal = said(options, "signal");
  if (signal && !signal.addEventListener) throw inputError("signal must be an AbortSignal");
  if (signal?.aborted) throw signal.reason;
  const limits = options ? toJson({ timeout: said(options, "timeout"), maxAttempts: said(options, "maxAttempts") }) : "";
  const step = core.ask(op, client, Date.now(), `${action}\n${limits}\n${input}`);
  return { step, signal, unsent: op === Op.Prepare, handle: undefined, causes: { __proto__: null } };
}

/** Does what the engine asks for until the call is over; answers the result, or the request of a call that sends none. */
async function run(host, call) {
  try {
    for (;;) {
      const { step } = call;
      if (step[0] === "{" || step[0] === "!") return checked(step, call.causes);
      const text = textOfStep(step);
      if (call.unsent && isToSend(step)) return text;
      call.handle ??= parseInt(step.slice(1));
      call.step = await TO_DO[step[0]](host, call, timeOfStep(step), text);
    }
  } finally {
    if (call.handle !== undefined) host.core.close(Op.CloseCall, call.handle);
  }
}

const isToSend = (step) => step[0] === "S";

/** What a step is about stands behind its first line. */
const textOfStep = (step) => step.slice(step.indexOf("\n") + 1);

/** The time of a step stands at the end of its first line. */
const timeOfStep = (step) => parseInt(step.slice(step.indexOf(" ")));

/** What the letter of a step asks for; each answers the next step. */
const TO_DO = { C: askCredentials, A: askSignature, S: attempt, W: wait };

function tell({ core }, { handle }, op, text = "") {
  return core.ask(op, handle, Date.now(), text);
}

function askCredentials(host, call, ms) {
  const { ask, read } = host.credentials;
  return answered(host, call, ms, ask, (answer) => tell(host, call, Op.Credentials, read(answer)));
}

function askSignature(host, call, ms, description) {
  const { authorize } = host;
  return answered(host, call, ms, async () => authorize(JSON.parse(description)), (answer) => {
    const authorization = textOf(answer) || textOf(said(answer, "authorization"));
    return tell(host, call, Op.Signed, parts(authorization, textOf(said(answer, "sessionToken"))));
  });
}

/** Asks a function of the caller's, and tells the engine its answer or that there is none. */
async function answered(host, call, ms, question, tellAnswer) {
  try {
    return tellAnswer(await withDeadline(ms, call.signal, question));
  } catch (error) {
    rethrowAbort(call, error, "credentials");
    if (error !== TIMED_OUT) return tell(host, call, Op.Refused);
    host.credentials.forget?.();
    return tell(host, call, Op.Silent);
  }
}

async function wait(host, call, until) {
  await pause(until - Date.now(), call.signal);
  return tell(host, call, Op.Time);
}

/** Sends the call's request once and tells the engine how that went. */
async function attempt(host, call, ms, text) {
  const { core, onAttempt } = host;
  const request = toRequest(text);
  const start = onAttempt && performance.now();
  const work = (signal) => exchange(host.fetch, request, signal, core.maxResponse);
  let response;
  let step;
  try {
    response = await withDeadline(ms, call.signal, work);
    const { status, headers, body } = response;
    const lines = HEADERS.map((name) => headers.get(name) ?? "").join("\n");
    step = core.answer(call.handle, Date.now(), status, lines, body);
  } catch (error) {
    rethrowAbort(call, error, "network");
    step = tell(host, call, noAnswer(error));
  }
  if (onAttempt) report(host, call, step, request.url, response?.status, performance.now() - start);
  return step;
}

function noAnswer(error) {
  if (error === TIMED_OUT) return Op.Timeout;
  return error === TOO_LARGE ? Op.TooLarge : Op.Network;
}

/** An abort ends the call with the signal's reason; any other error goes to the engine and may become a cause. */
function rethrowAbort(call, error, kind) {
  if (call.signal?.aborted) throw call.signal.reason;
  call.causes[kind] = typeof error === "symbol" ? undefined : error;
}

/** Tells the caller's hook; what it throws is its own affair and must not change the call's outcome. */
function report(host, call, step, url, statusCode, durationMs) {
  // What it does not say, nobody else may say.
  const { action, attempt, requestId, error } = { __proto__: null, ...JSON.parse(tell(host, call, Op.Attempt)) };
  const event = { action, attempt, url };
  if (statusCode !== undefined) Object.assign(event, { statusCode, requestId });
  event.durationMs = durationMs;
  if (error) event.error = toError(error);
  if (step[0] === "W") event.willRetryInMs = Math.max(0, timeOfStep(step) - Date.now());
  if (isToSend(step)) event.willRetryInMs = 0;
  const { onAttempt } = host;
  try {
    Promise.resolve(onAttempt(event)).catch(() => {});
  } catch {
    // See above.
  }
}
