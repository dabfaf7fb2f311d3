// What happened to a job: the times that the service tells, and the statuses that this page has seen.
import { isFinal } from "../client.js";
import { el } from "../shared/dom.js";
import { maybe, t, time } from "../shared/i18n.js";
import { TONES } from "../shared/job.js";

const seen = new Map(); // job id -> [{ status, at }]

/** Remembers that the job has this status now, until the page is closed. */
export function observe(jobId, status) {
  const states = seen.get(jobId) ?? [];
  seen.set(jobId, states);
  if (states.at(-1)?.status !== status) states.push({ status, at: Date.now() });
}

/** The events in their order: { status?, at, name? }. */
export function eventsOf({ jobId, status, creationTime, suspendedDate, terminationDate }) {
  const told = [
    { name: "created", at: Date.parse(creationTime) },
    { status: "Suspended", name: "since", at: Date.parse(suspendedDate) },
    { status: isFinal(status) ? status : undefined, name: "ended", at: Date.parse(terminationDate) },
  ].filter(({ at }) => at);
  const known = new Set(told.map((event) => event.status));
  const own = (seen.get(jobId) ?? []).filter((event) => !known.has(event.status)).map((event) => ({ ...event, name: "seen" }));
  return [...told, ...own].sort((a, b) => a.at - b.at);
}

export const timeline = (job) => el("ol.timeline", eventsOf(job).map(({ status, name, at }) =>
  el("li", { "data-tone": TONES[status] ?? "idle", test: "timeline-event" },
    el("strong", status ?? t("job.timeline.created")), " ",
    status && el("span.gloss", maybe(`shared.gloss.${status}`)), " ",
    el("time", { title: new Date(at).toISOString() }, time(at)), " ",
    name === "seen" && el("span.gloss", t("job.timeline.seen")))));
