// Changes whose outcome is unknown. Each one stays visible, also after a reload, until a look has resolved it.
import { toast } from "../shared/announce.js";
import { el, fill } from "../shared/dom.js";
import { onLanguage, t, time } from "../shared/i18n.js";
import { linkTo } from "../shared/route.js";
import { loadAreas } from "../shared/style.js";
import { LATE_MS, lookAt, stateOf } from "./rules.js";

/** In the storage of this tab. A change has the ids and values of the request, but no keys. */
const KEY = "cos-jobs-unknown-outcomes";

let outcomes = [];
let app = null;

/** Shows the changes that were unknown before the page was reloaded. */
export async function restore(newApp) {
  app = newApp;
  try {
    outcomes = JSON.parse(sessionStorage.getItem(KEY)) ?? [];
  } catch {
    outcomes = [];
  }
  onLanguage(render);
  if (outcomes.length) await render();
}

/** outcome: { jobId, name, action, values, sentAt }; of a creation: { token, input, name, action, sentAt }. */
export function addOutcome(newApp, outcome) {
  app = newApp;
  outcomes = [...outcomes.filter(({ jobId, action }) => jobId !== outcome.jobId || action !== outcome.action || !jobId), outcome];
  save();
}

function save() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(outcomes));
  } catch {
    // The outcomes are shown until the page is closed.
  }
  return render();
}

async function render() {
  await loadAreas("actions", "errors");
  const root = document.getElementById("outcomes");
  fill(root, outcomes.length > 0 && el("section.callout.error", { "data-tone": "wait", role: "alert", test: "unknown-outcomes" },
    el("p.what", t("actions.outcome.title", { n: outcomes.length })),
    el("ul.plain", outcomes.map((outcome) => el("li.split", { test: "unknown-outcome" },
      el("div", outcome.jobId ? el("a.link", { href: linkTo({ job: outcome.jobId }) }, outcome.name) : el("strong", outcome.name),
        el("p", t(`actions.story.unknown.${outcome.action}`), " ", outcome.seen)),
      el("button.small", { test: "look-again", onclick: ({ target }) => look(outcome, target) }, t("actions.lookAgain")))))));
}

async function look(outcome, button) {
  button.disabled = true;
  const text = await (outcome.action === "create" ? repeat(outcome) : resolve(outcome));
  if (text) {
    toast(text);
    outcomes = outcomes.filter((other) => other !== outcome);
  }
  save();
}

/** The text of a resolved outcome, or undefined; then outcome.seen tells what was seen. */
async function resolve(outcome) {
  const { jobId, name, action, values, sentAt } = outcome;
  const job = await lookAt(app, jobId);
  const state = stateOf(action, job, values);
  if (state === "reached" || state === "gone") return `${name}: ${t(`actions.story.${state === "gone" ? "gone" : `reached.${action}`}`)}`;
  if (state === "unread") outcome.seen = t("actions.story.unread");
  else if (state === "impossible" || Date.now() > sentAt + LATE_MS) return `${name}: ${t(`actions.story.failed.${action}`)}`;
  else outcome.seen = t("actions.outcome.still", { status: job.status, time: time(sentAt + LATE_MS) });
  return undefined;
}

/** A creation is repeated with its token: it finds the job, or creates it now. */
async function repeat(outcome) {
  try {
    const { jobId } = await app.client.createJob({ ...outcome.input, clientRequestToken: outcome.token });
    await lookAt(app, jobId);
    return t("actions.create.done", { job: outcome.name });
  } catch (error) {
    if (error.effect !== "none") return undefined;
    return `${outcome.name}: ${t("actions.story.failed.create")}`;
  }
}
