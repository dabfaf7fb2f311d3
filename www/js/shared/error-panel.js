// Shows one failure: what went wrong, whether anything may have changed, and the ids that the support team needs.
import { copy } from "./announce.js";
import { el, icon } from "./dom.js";
import { maybe, t } from "./i18n.js";

/** effect: the default if the error does not tell; now: a sentence about the job's current status. */
export function errorPanel(error, { effect = "none", now } = {}) {
  const facts = { code: error.code ?? error.name, status: error.statusCode, "request-id": error.requestId, "trace-id": error.traceId, attempts: error.attempts };
  const known = (error.effect ?? effect) === "none" ? "none" : "unknown";
  return el("section.error", { role: "alert", test: "error-panel", "data-effect": known },
    el("h3", icon("Failing"), " ", maybe(`errors.kind.${error.kind}`) ?? t("errors.kind.other")),
    el("p.effect", { test: "error-effect" }, t(`errors.effect.${known}`)),
    now && el("p", { test: "error-now" }, now),
    el("p", { test: "error-message" }, error.message),
    el("dl.facts", Object.entries(facts).filter(([, value]) => value !== undefined)
      .map(([name, value]) => [el("dt", t(`errors.fact.${name}`)), el("dd", { test: `error-${name}` }, value)])),
    el("button.small", { test: "copy-error", onclick: () => copy(details(error)) }, icon("copy"), t("errors.copy")));
}

/** CosJobsError can be written as JSON without secrets; for any other error only the name and message are used. */
const details = (error) => JSON.stringify(error.toJSON ? error : { name: error.name, message: error.message });
