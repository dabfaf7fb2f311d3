// Shows one failure as one story: what happened, how things are now, and what to do. Details for the support are collapsed.
import { copy } from "./announce.js";
import { el, icon } from "./dom.js";
import { maybe, t } from "./i18n.js";

/** Failures that new keys can cure. */
const KEY_CODES = ["ExpiredToken", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccessDenied", "CredentialsFailed", "InvalidToken"];

export const isAboutKeys = ({ code, kind }) => kind === "credentials" || KEY_CODES.includes(code);

/** "what" or "next" of an error: of its code, or else of its kind. */
export const wordsOf = ({ code, kind }, part) =>
  maybe(`errors.code.${code}.${part}`) ?? maybe(`errors.kind.${kind}.${part}`) ?? t(`errors.kind.other.${part}`);

/**
 * what, now, next: sentences; by default what the error's code means. retry() and connect() are offered as buttons, the latter only
 * if new keys may help.
 */
export function errorPanel(error, { what = wordsOf(error, "what"), now, next = wordsOf(error, "next"), tone = "bad", retry, retryText, connect } = {}) {
  return el("section.callout.error", { role: "alert", "data-tone": tone, test: "error-panel" },
    el("p.what", { test: "error-what" }, icon("Failing"), " ", what),
    now && el("p", { test: "error-now" }, now),
    next && el("p", { test: "error-next" }, next),
    el("div.buttons",
      retry && el("button.small", { test: "error-retry", onclick: retry }, retryText ?? t("errors.retry")),
      connect && isAboutKeys(error) && el("button.small", { test: "error-connect", onclick: connect }, t("errors.connect"))),
    details(error));
}

export function details(error) {
  const facts = {
    code: error.code ?? error.name, status: error.statusCode, "request-id": error.requestId, "trace-id": error.traceId,
    attempts: error.attempts, message: error.message,
  };
  return el("details", { test: "error-details" },
    el("summary", t("errors.details")),
    el("dl.facts", Object.entries(facts).filter(([, value]) => value !== undefined && value !== "")
      .map(([name, value]) => [el("dt", t(`errors.fact.${name}`)), el("dd", { test: `error-${name}` }, value)])),
    el("button.small", { test: "copy-error", onclick: () => copy(textOf(error)) }, icon("copy"), t("errors.copy")));
}

/** CosJobsError can be written as JSON without secrets; for any other error only the name and message are used. */
const textOf = (error) => JSON.stringify(error.toJSON ? error : { name: error.name, message: error.message });
