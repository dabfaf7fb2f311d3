// Shows the outcome of a connection test: each step in words, what is wrong, and what to do.
import { el, icon } from "../shared/dom.js";
import { maybe, number, t } from "../shared/i18n.js";
import { STEPS } from "./check.js";

const ICONS = { good: "Complete", bad: "Failed", wait: "Failing", idle: "other" };

/** The elements for what checkConnection() returned. */
export function resultOf({ finding, notes }) {
  const at = STEPS.indexOf(finding?.step);
  return [
    finding
      ? el("p.callout", { "data-tone": "bad", test: "check-finding", "data-reason": finding.reason }, el("strong", t(`connection.wrong.${finding.step}`)), " ", advice(finding))
      : el("p.callout", { "data-tone": "good", test: "check-finding", "data-reason": "ok" }, el("strong", t("connection.works"))),
    notes.map((note) => el("p.callout", { "data-tone": "wait", test: "check-note", "data-reason": note.reason }, advice(note))),
    el("ul.checks", STEPS.map((step, index) => stepOf(step, toneOf(step, index, at, finding, notes)))),
  ];
}

function toneOf(step, index, at, finding, notes) {
  if (notes.some((note) => note.step === step)) return "wait";
  if (!finding) return "good";
  // A service in trouble answered, so the first two steps are passed.
  if (at < 0) return index < 2 ? "good" : "idle";
  return index === at ? "bad" : index < at && !(step === "clock" && at === 3 && finding.reason === "renewal") ? "good" : "idle";
}

const stepOf = (step, tone) =>
  el("li", { "data-tone": tone, test: `check-${step}`, "data-outcome": tone }, icon(ICONS[tone]), el("span", t(`connection.step.${step}`)), el("span.outcome", t(`connection.outcome.${tone}`)));

function advice({ reason, values = {}, corrected }) {
  const shown = values.offset === undefined ? values : { ...values, time: duration(values.offset) };
  const text = t(`connection.advice.${reason}`, shown);
  return corrected ? `${text} ${maybe("connection.advice.corrected")}` : text;
}

/** A difference of clocks in the largest unit that fits. */
function duration(ms) {
  const [unit, size] = [["day", 86_400_000], ["hour", 3_600_000], ["minute", 60_000]].find(([, each]) => ms >= each * 0.9) ?? ["second", 1000];
  const n = Math.max(1, Math.round(ms / size));
  return t(`connection.duration.${unit}`, { n, count: number(n) });
}
