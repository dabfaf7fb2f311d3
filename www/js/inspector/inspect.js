// Compares the signature of a request, stage by stage, with the one that it should have. This file does not use the DOM.
import { parseAuthorization, parseTime } from "./authorization.js";
import { firstDifference } from "./bytes.js";
import { canDigest } from "./digest.js";
import { findMistake } from "./mistakes.js";
import { signableOf } from "./request.js";

/** A key for the stages that do not need the real one. */
const NO_KEY = "-";

/**
 * input: { method, url, headers, authorization, secretKey?, answer?: { httpString, stringToSign }, own?: the same, now: unix seconds }
 * Resolves to { stages, findings, mistake }. A stage is { name, ours?, versions: [{ source, text, difference }] }; a finding
 * is { reason, ... }, the most important one first.
 */
export async function inspect(input, explainSignature) {
  const unsigned = signableOf(input);
  const header = input.authorization?.trim() || unsigned.authorization;
  if (!header) return { stages: [], findings: [...unsigned.problems.slice(0, 1), { reason: "authorizationMissing" }] };
  const given = parseAuthorization(header);
  const request = signableOf(input, given.values["q-header-list"] ?? "");
  if (!request.signable) return { stages: [], findings: request.problems };
  const times = timesOf(given.values, input.now);
  const findings = [...given.problems, ...times.problems, ...request.problems];
  if (!times.signTime || findings.some(({ reason }) => reason === "encodingBroken")) return { stages: [], findings };
  const ours = await explained(request.signable, given.values, input.secretKey, times, explainSignature);
  const stages = stagesOf(given.values, ours, input);
  const mistake = await mistakeOf({ stages, request, given, input, times });
  for (const name of mistake ? ["httpString", "stringToSign"] : []) addVersion(stages, name, "mistake", mistake[name]);
  return { stages, mistake, findings: [...conclusions(stages, mistake, input), ...findings] };
}

function timesOf(values, now) {
  const [signTime, keyTime] = [parseTime(values["q-sign-time"]), parseTime(values["q-key-time"])];
  const isBackwards = signTime && signTime.end < signTime.start;
  const usable = signTime && !isBackwards ? signTime : null;
  return {
    signTime: usable,
    problems: [
      (!signTime || !keyTime) && { reason: "timeUnreadable" },
      isBackwards && { reason: "timeBackwards" },
      usable && now < usable.start && { reason: "timeFuture", seconds: usable.start - now },
      usable && now > usable.end && { reason: "timePast", seconds: now - usable.end },
      signTime && keyTime && values["q-sign-time"] !== values["q-key-time"] && { reason: "timesDiffer" },
    ].filter(Boolean),
  };
}

async function explained(signable, values, secretKey, { signTime }, explainSignature) {
  const keys = { secretId: values["q-ak"] || NO_KEY, secretKey: secretKey || NO_KEY, startTime: signTime.start, endTime: signTime.end };
  const ours = await explainSignature(signable, keys);
  return { ...ours, signature: secretKey ? parseAuthorization(ours.authorization).values["q-signature"] : undefined };
}

function stagesOf(values, ours, { answer = {}, own = {} }) {
  const stages = [
    stage("keyTime", ours.keyTime, [["signTime", values["q-sign-time"]], ["keyTime", values["q-key-time"]]]),
    stage("headerList", ours.headerList, [["header", values["q-header-list"]]]),
    stage("urlParamList", ours.urlParamList, [["header", values["q-url-param-list"]]]),
    stage("httpString", ours.httpString, [["own", own.httpString], ["service", answer.httpString]]),
    stage("stringToSign", ours.stringToSign, [["own", own.stringToSign], ["service", answer.stringToSign]]),
    stage("signature", ours.signature, [["header", values["q-signature"]]]),
  ];
  return stages;
}

function stage(name, ours, versions) {
  const compared = versions.filter(([, text]) => text !== undefined).map(([source, text]) => version(source, text, ours));
  return { name, ours, versions: compared };
}

const version = (source, text, ours) => ({ source, text, difference: ours === undefined ? undefined : firstDifference(text, ours) });

function addVersion(stages, name, source, text) {
  const found = stages.find((candidate) => candidate.name === name);
  const added = version(source, text, found.ours);
  if (added.difference) found.versions.unshift(added);
}

const named = (stages, name) => stages.find((candidate) => candidate.name === name);
const differs = (stages, name, source) => named(stages, name).versions.some((candidate) => candidate.difference && (!source || candidate.source === source));

async function mistakeOf({ stages, request, given, input, times }) {
  const signature = given.values["q-signature"];
  if (!input.secretKey || !signature || !differs(stages, "signature") || !times.signTime || !canDigest()) return null;
  const { method, path: pathAsSent, headers } = request.signable;
  const path = decodeURIComponent(pathAsSent);
  const parameters = request.pairs.map((pair) => pair.map((text) => decodeURIComponent(text.replaceAll("+", " "))));
  const search = request.pairs.length ? `?${request.pairs.map((pair) => pair.join("=")).join("&")}` : "";
  const texts = { signTime: given.values["q-sign-time"], keyTime: given.values["q-key-time"] };
  return findMistake({ method, path, pathAsSent, search, parameters, headers: Object.entries(headers) }, input.secretKey, texts, signature);
}

/** What the comparison as a whole tells. */
function conclusions(stages, mistake, { secretKey, answer = {} }) {
  const { versions: [signature] } = named(stages, "signature");
  const isRight = secretKey && signature && signature.difference === null;
  const found = [];
  if (isRight) found.push({ reason: differs(stages, "httpString", "service") ? "changedOnTheWay" : "signatureRight" });
  else if (mistake) found.push(...mistake.names.map((name) => ({ reason: `mistake.${name}` })));
  else if (!secretKey) found.push({ reason: "keyMissing" });
  else if (!differs(stages, "httpString") && answer.httpString) found.push({ reason: "secretKeyWrong" });
  else if (!differs(stages, "httpString")) found.push({ reason: "cannotTell" });
  if (!isRight && differs(stages, "httpString", "service")) found.push({ reason: "serviceDiffers" });
  return found;
}
