// Why a job does not proceed, and what to do about it.
import { isFinal } from "../client.js";
import { el } from "../shared/dom.js";
import { maybe, t, time } from "../shared/i18n.js";
import { jobName } from "../shared/job.js";
import { linkTo } from "../shared/route.js";
import { placeOf } from "./arn.js";

const MAX_NAMED = 5;
/** A job in one of these statuses uses no capacity. */
const IDLE = ["Suspended", "New", "Preparing", "Cancelling", "Failing"];

/** The jobs that run before this one, those of the highest priority first. */
export function blockersOf(job, jobs) {
  return [...jobs.entries].map((entry) => entry.job)
    .filter((other) => other.jobId !== job.jobId && other.priority > job.priority && !isFinal(other.status) && !IDLE.includes(other.status))
    .sort((a, b) => b.priority - a.priority);
}

/** An explanation of the job's status; null if it needs none. */
export function explanation(job, app) {
  const { status } = job;
  if (status === "Ready" || status === "Paused") return waiting(job, app);
  if (status === "Failing" || status === "Failed") return failure(job);
  const text = maybe(`job.why.${status}`);
  if (!text) return null;
  const since = job.suspendedDate && t("job.why.since", { time: time(job.suspendedDate) });
  return callout(status === "Suspended" ? "wait" : "idle", el("p", text, status === "Suspended" && since && ` ${since}`));
}

function waiting(job, app) {
  const blockers = blockersOf(job, app.jobs);
  if (!blockers.length) return callout("run", el("p", t(app.jobs.phase === "ready" ? "job.why.noBlocker" : "job.why.unknownBlocker")));
  const highest = blockers[0].priority;
  return callout(job.status === "Paused" ? "pause" : "run",
    el("p", t(`job.why.${job.status}`, { n: blockers.length, priority: job.priority })),
    el("ul.blockers", blockers.slice(0, MAX_NAMED).map((other) => el("li",
      el("a", { href: linkTo({ job: other.jobId }), test: "blocker" }, jobName(other)), " ",
      el("span.gloss", t("job.why.blocker", { priority: other.priority, status: other.status }))))),
    blockers.length > MAX_NAMED && el("p.gloss", t("job.why.more", { n: blockers.length - MAX_NAMED })),
    el("button.small", { test: "raise-priority", onclick: () => app.act("priority", job, { priority: Math.min(highest + 1, 2_147_483_647) }) },
      t("job.why.raise", { priority: Math.min(highest + 1, 2_147_483_647) })));
}

function failure(job) {
  const { failureReasons = [], report } = job;
  return callout("bad",
    failureReasons.map(({ failureCode, failureReason }) => [
      el("p", el("strong", maybe(`job.failure.${failureCode}`) ?? t("job.failure.other")), " ",
        el("span.gloss", [failureCode, failureReason].filter(Boolean).join(": "))),
    ]),
    !failureReasons.length && el("p", t("job.failure.unknown")),
    el("p", { test: "report-place" }, report?.enabled
      ? t("job.failure.report", { place: placeOf(report.bucket, report.prefix) })
      : t("job.failure.noReport")));
}

const callout = (tone, ...content) => el("div.callout", { "data-tone": tone, test: "job-why" }, content);
