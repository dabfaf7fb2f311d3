// Shows what the comparison found: first in sentences, then stage by stage.
import { el, icon } from "../shared/dom.js";
import { number, t, time } from "../shared/i18n.js";
import { parseTime } from "./authorization.js";
import { hexOf } from "./bytes.js";

const TONES = {
  signatureRight: "good", keyMissing: "run", timePast: "idle", timeFuture: "wait", plus: "idle", timesDiffer: "wait", cannotTell: "wait", appIdMissing: "wait",
  "mistake.twoTimes": "good", "mistake.keyTimeAsSignTime": "good",
};

/** The elements for what inspect() returned. */
export function resultView({ findings, stages }) {
  return [
    el("ul.findings", { test: "findings" }, findings.map(findingView)),
    stages.map(stageView),
  ];
}

function findingView({ reason, ...values }) {
  const shown = "seconds" in values ? { ...values, duration: durationOf(values.seconds) } : values;
  return el("li.callout.finding", { "data-tone": TONES[reason] ?? "bad", test: "finding", "data-reason": reason }, t(`inspector.finding.${reason}`, shown));
}

function stageView({ name, ours, versions }) {
  const isDifferent = versions.some(({ difference }) => difference);
  const isCompared = ours !== undefined && versions.length > 0;
  const [outcome, tone, shape] = isDifferent ? ["differs", "bad", "Failed"] : isCompared ? ["same", "good", "Complete"] : ["alone", "idle", "other"];
  return el("section.stage", { test: `stage-${name}`, "data-outcome": outcome },
    el("div.split", el("h3", t(`inspector.stage.${name}`)), el("span.badge", { "data-tone": tone }, icon(shape), t(`inspector.outcome.${outcome}`))),
    el("p.hint", explanationOf(name, ours, versions, outcome)),
    versions.filter(({ difference }) => difference).map((version) => differenceView(version, ours)),
    !isDifferent && versions.length > 0 && ours === undefined && block("header", versions[0].text),
    !isDifferent && ours !== undefined && block(isCompared ? "both" : "ours", ours));
}

/** A stage that is right needs no explanation. */
function explanationOf(name, ours, versions, outcome) {
  const parts = outcome === "same" ? [] : [t(`inspector.explained.${name}`)];
  const times = name === "keyTime" && parseTime(versions[0]?.text);
  if (times) parts.push(t("inspector.valid", { start: time(times.start * 1000), end: time(times.end * 1000) }));
  if (name === "signature" && ours === undefined) parts.push(t("inspector.needsKey"));
  if (name === "httpString" && versions.length === 0) parts.push(t("inspector.needsOwn"));
  return parts.join(" ");
}

function differenceView({ source, text, difference }, ours) {
  const { at, byte, line, column, given, expected } = difference;
  const values = { byte: number(byte), line: number(line), column: number(column), given: characterOf(given), expected: characterOf(expected) };
  return el("div.difference",
    el("p.where", { test: "difference" }, t("inspector.difference", values)),
    block(source, text, at),
    block("ours", ours, at));
}

/** A text with its invisible characters made visible. The character at `marked` is marked. */
function block(source, text, marked) {
  const shown = (part) => part.replace(/[\u0000-\u001f\u007f-\u00a0\u2028\u2029\u200b-\u200f\ufeff]/g, visible);
  const parts = [shown(text)];
  if (marked !== undefined) {
    const character = text.slice(marked, marked + 2).match(/^./su)?.[0] ?? "";
    parts.splice(0, 1, shown(text.slice(0, marked)), el("mark", { test: "marked" }, character === " " ? "␣" : character ? shown(character) : t("inspector.end")), shown(text.slice(marked + character.length)));
  }
  return el("div.bytes", el("span.source", t(`inspector.source.${source}`)), el("pre", { tabindex: "0", test: `text-${source}`, "aria-label": t(`inspector.source.${source}`), role: "group" }, parts.filter(Boolean)));
}

const VISIBLE = { "\n": "↵\n", "\t": "⇥", "\r": "␍" };

const visible = (character) => VISIBLE[character] ?? `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;

function characterOf(character) {
  if (character === undefined) return t("inspector.theEnd");
  const name = { "\n": t("inspector.lineBreak"), " ": t("inspector.space") }[character] ?? t("inspector.quoted", { character });
  return `${name} (${hexOf(character)})`;
}

/** A number of seconds in the largest unit that fits. */
function durationOf(seconds) {
  const [unit, size] = [["day", 86_400], ["hour", 3600], ["minute", 60]].find(([, each]) => seconds >= each) ?? ["second", 1];
  const n = Math.max(1, Math.round(seconds / size));
  return t(`inspector.duration.${unit}`, { n, count: number(n) });
}
