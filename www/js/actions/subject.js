// What a change is about: the job with its operation, target, number of objects and priority.
import { placeOf } from "../job/arn.js";
import { el, icon } from "../shared/dom.js";
import { maybe, number, t } from "../shared/i18n.js";
import { countsOf, operationName, TONES } from "../shared/job.js";

export const badge = (status) => [el("span.badge", { "data-tone": TONES[status] ?? "idle" }, icon(status), status), " ",
  el("span.gloss", maybe(`shared.gloss.${status}`))];

/** What the operation acts on or produces, in a few words. */
function targetOf({ operation, manifest }) {
  const { cosPutObjectCopy: copy, cosInitiateRestoreObject: restore, cosPutObjectTagging: tagging } = operation ?? {};
  if (copy) return placeOf(copy.targetResource, copy.targetKeyPrefix);
  if (restore) return t("actions.target.restore", { n: restore.expirationInDays, tier: restore.jobTier });
  if (tagging) return tagging.tagSet.map(({ key, value }) => `${key} = ${value}`).join(", ");
  return t("actions.target.manifest", { place: placeOf(manifest?.location.objectArn) });
}

export function subject(job) {
  const { done, total } = countsOf(job);
  const name = operationName(job.operation);
  const facts = {
    operation: maybe(`shared.operation.${name}`) ?? name,
    target: targetOf(job),
    objects: total ? number(total) : t("shared.uncounted"),
    ...(done > 0 && { done: number(done) }),
    priority: number(job.priority),
  };
  return el("div.subject",
    el("strong", job.description || t("shared.untitled")), el("code", job.jobId), el("p", badge(job.status)),
    el("dl.facts", { test: "change-facts" }, Object.entries(facts).map(([fact, value]) => [el("dt", t(`actions.fact.${fact}`)), el("dd", { test: `change-${fact}` }, value)])));
}
