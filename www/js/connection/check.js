// Tests a connection with one ListJobs, and says which part of it is wrong.
import { isControlHost } from "./address.js";
import { observed } from "./observed-fetch.js";
import { whyNotReached } from "./reachability.js";

/** What is tested, in the order in which a request meets it. */
export const STEPS = ["address", "cors", "clock", "key", "account", "permission"];

const TIMEOUT = 6000;
const WHOLE_TIMEOUT = 9000;

/** Clocks that differ by less are not mentioned, in milliseconds. */
const TOLERANCE = 60_000;

/**
 * Resolves to { finding, notes }: the finding { step, reason, values } is what is wrong, or null; the notes are worth knowing.
 * `world`: { CosJobs, fetch, page, isOnline, now }.
 */
export async function checkConnection({ place, options }, world) {
  const seen = observed(options.fetch ?? world.fetch, world.now);
  const events = [];
  try {
    // Two attempts: the client corrects its clock by the first answer, and the second one tells about the rest.
    const jobs = new world.CosJobs({ ...options, fetch: seen.fetch, timeout: TIMEOUT, maxAttempts: 2, onAttempt: (event) => events.push(event) });
    const { jobs: found } = await jobs.listJobs({ maxResults: 1 }, { signal: AbortSignal.timeout(WHOLE_TIMEOUT) });
    const notes = [found.length === 0 && { reason: "noJobs", values: { region: place.region } }];
    return { finding: null, notes: [...clockNotes(seen.answers, events), ...notes].filter(Boolean) };
  } catch (error) {
    const finding = await explain(error, { place, options, world, answers: seen.answers, errors: [...events.map((event) => event.error), error] });
    return { finding, notes: finding.step === "clock" ? [] : clockNotes(seen.answers, events) };
  }
}

/** What an error of the client means for the connection. */
async function explain(error, context) {
  const { place, options, world, answers } = context;
  const host = new URL(place.endpoint, world.page.href).host;
  if (error.kind === "network") {
    const sentHeaders = ["authorization", "x-cos-appid", ...(place.kind === "temporary" ? ["x-cos-security-token"] : [])];
    return whyNotReached(options.endpoint ?? place.endpoint, { ...world, sentHeaders });
  }
  const last = answers.at(-1);
  if (error.kind === "timeout" || error.name === "TimeoutError") return { step: "address", reason: "silent", values: { host, seconds: TIMEOUT / 1000 } };
  if (error.kind === "response") return { step: "address", reason: "notCos", values: { host, status: last?.status ?? 0, type: last?.type.split(";")[0] || "?" } };
  if (error.kind === "credentials") return { step: "key", reason: options.authorize ? "backend" : "renewal", values: { message: error.cause?.message ?? error.message } };
  if (error.kind === "service") return refused(error, context);
  return { step: "address", reason: "input", values: { message: error.message } };
}

const REFUSALS = {
  RequestTimeTooSkewed: (context) => ({ step: "clock", ...clockFinding(context) }),
  InvalidAccessKeyId: ({ options }) => ({ step: "key", reason: options.authorize ? "backendKey" : "secretId" }),
  ExpiredToken: () => ({ step: "key", reason: "expired" }),
  SignatureDoesNotMatch: signatureFinding,
  InvalidArgument: () => ({ step: "account", reason: "appIdRefused" }),
  AccessDenied: accessFinding,
};

async function refused(error, context) {
  const explained = await REFUSALS[error.code]?.({ ...context, error });
  return { values: {}, ...(explained ?? { step: "service", reason: "trouble", values: { code: error.code, status: error.statusCode ?? 0 } }) };
}

/** The answer contains the host that arrived, if a proxy changed it. */
async function signatureFinding({ place, options, answers }) {
  const url = new URL(options.endpoint ?? place.endpoint);
  const body = await answers.at(-1)?.body();
  const received = /<FormatString>[^<]*?\bhost=([^&<\s]*)/.exec(body ?? "")?.[1];
  const signed = options.signedHost ?? url.host;
  if (received && decodeURIComponent(received) !== signed) return { step: "key", reason: "hostRewritten", values: { signed, received: decodeURIComponent(received) } };
  if (options.authorize) return { step: "key", reason: "backendSignature" };
  return { step: "key", reason: isControlHost(url) ? "secretKey" : "secretKeyOrHost", values: { host: url.host } };
}

/** AccessDenied has several causes, which only the service's own message tells apart. */
async function accessFinding(context) {
  const { answers, place } = context;
  const message = /<Message>([^<]*)/.exec(await answers.at(-1)?.body() ?? "")?.[1] ?? "";
  if (/expired/i.test(message)) return { step: "clock", ...clockFinding(context) };
  if (/appid/i.test(message)) return { step: "account", reason: "appIdForeign", values: { appId: place.appId } };
  if (/\b(host|region|uin)\b/i.test(message)) return { step: "account", reason: "hostForeign", values: { uin: place.uin, region: place.region } };
  return { step: "permission", reason: "denied", values: { uin: place.uin, appId: place.appId } };
}

function clockFinding({ answers }) {
  const offset = offsetOf(answers);
  return offset === undefined ? { reason: "clockUnknown" } : { reason: offset > 0 ? "clockBehind" : "clockAhead", values: { offset: Math.abs(offset) } };
}

/** A wrong clock that the client could correct. */
function clockNotes(answers, events) {
  const offset = offsetOf(answers);
  const wasRefused = events.some(({ error }) => error?.code === "RequestTimeTooSkewed" || (error?.code === "AccessDenied" && /expired/i.test(error.message)));
  if (!wasRefused && !(Math.abs(offset) > TOLERANCE)) return [];
  return [{ step: "clock", ...clockFinding({ answers }), corrected: true }];
}

/** How far the service's clock is ahead of this one, in milliseconds; undefined if no answer tells it. */
function offsetOf(answers) {
  const answer = answers.find(({ date, isCached }) => date > 0 && !isCached);
  return answer && answer.date - answer.at;
}
