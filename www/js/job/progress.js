// How far a job is, how fast it proceeds, and how long it will take.
import { el } from "../shared/dom.js";
import { number, t } from "../shared/i18n.js";
import { countsOf } from "../shared/job.js";

/** update: the latest of watchJob, which has the rate and the remaining time. */
export function progressOf(job, { perSecond, etaSeconds } = {}) {
  const { succeeded, failed, done, total } = countsOf(job);
  if (!total) return [el("p.gloss", t("shared.uncounted"))];
  const percent = Math.floor((100 * done) / total);
  const [good, bad] = [el("i.succeeded"), el("i.failed")];
  good.style.width = `${(100 * succeeded) / total}%`;
  bad.style.width = `${(100 * failed) / total}%`;
  const rate = perSecond >= 1 ? number(Math.round(perSecond)) : perSecond && number(Math.round(perSecond * 60) / 60);
  return [
    el("div.bar.large", { role: "progressbar", "aria-label": t("shared.column.progress"), "aria-valuenow": percent }, good, bad),
    el("p.numbers.large", el("strong", t("job.progress.done", { done, total })), el("span", `${percent} %`)),
    el("dl.facts",
      el("dt", t("job.progress.succeeded")), el("dd", number(succeeded)),
      el("dt", t("job.progress.failed")), el("dd", { class: failed ? "wrong" : "" }, number(failed)),
      perSecond && [el("dt", t("job.progress.rate")), el("dd", { test: "rate" }, t("job.progress.perSecond", { rate }))],
      etaSeconds !== undefined && [el("dt", t("job.progress.left")), el("dd", { test: "time-left" }, durationOf(etaSeconds))]),
  ];
}

/** The two largest units of a duration, such as "2 h 5 min". */
function durationOf(seconds) {
  const parts = [["d", 86_400], ["h", 3600], ["min", 60], ["s", 1]];
  const first = parts.findIndex(([, size]) => seconds >= size);
  if (first < 0) return t("job.duration.s", { value: 0 });
  let rest = seconds;
  return parts.slice(first, first + 2).map(([unit, size]) => {
    const value = Math.floor(rest / size);
    rest %= size;
    return value ? t(`job.duration.${unit}`, { value }) : "";
  }).filter(Boolean).join(" ");
}
