// What to tell after a change that failed: one story of what happened, how the job is now, and what to do next.
import { maybe, t, time } from "../shared/i18n.js";
import { wordsOf } from "../shared/error-panel.js";
import { LATE_MS, stateOf } from "./rules.js";

/** job: the result of lookAt. The result has what, now, next, and whether it makes sense to look or to try again. */
export function storyOf(error, action, job, values, sentAt) {
  const state = stateOf(action, job, values);
  const isUnknown = error.effect === "unknown" && !(state === "possible" && Date.now() > sentAt + LATE_MS);
  const status = job?.status;
  const now = job ? t("actions.story.now", { status, gloss: maybe(`shared.gloss.${status}`) ?? "" }) : t(`actions.story.${state === "unread" ? "unread" : "gone"}`);
  if (state === "reached") {
    return { tone: "good", what: t(`actions.story.reached.${action}`), now, next: t("actions.story.done"), canRetry: false, canLook: false, isUnknown: false };
  }
  const what = isUnknown ? t(`actions.story.unknown.${action}`) : `${t(`actions.story.failed.${action}`)} ${wordsOf(error, "what")}`;
  const next = {
    possible: isUnknown ? t("actions.story.maybeLate", { time: time(sentAt + LATE_MS) }) : nextOf(error),
    impossible: t(`actions.story.impossible.${action}`),
    gone: t("actions.story.done"),
    unread: t("actions.story.lookFirst"),
  }[state];
  return {
    tone: isUnknown ? "wait" : "bad", what, now, next,
    canRetry: state === "possible" || (state === "unread" && !isUnknown), canLook: isUnknown || state === "unread",
    isUnknown: isUnknown && state !== "gone" && state !== "impossible",
  };
}

/** Advice such as "correct the input" fits requests, not a button: after a refusal of those, the user may only try again. */
const nextOf = (error) => (["InvalidRequest", "InvalidArgument"].includes(error.code) ? t("actions.story.again") : wordsOf(error, "next"));
