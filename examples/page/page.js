/**
 * A page without keys. Its client first sends a description of each request to the signing backend, which signs it or
 * refuses it with a reason. The signed request then goes through the proxy at this page's own origin. README.md tells
 * how to start it.
 */

import { CosJobs } from "/cos-jobs/index.js";

/** Gets a signature from the backend. An error thrown here becomes the `cause` of the call's error. */
async function authorize(request) {
  const response = await fetch("/authorize", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(request),
  });
  const answer = await response.json();
  if (!response.ok) throw new Error(answer.reason);
  return answer;
}

// { region, uin, appId, signedHost }. The proxy replaces Host, so the host of its target must be signed.
const account = await (await fetch("/account.json")).json();
const jobs = new CosJobs({ ...account, endpoint: `${location.origin}/cos`, authorize });

const list = document.getElementById("jobs");
const message = document.getElementById("message");
document.getElementById("reload").onclick = load;
await load();

async function load() {
  try {
    const page = await jobs.listJobs({ jobStatuses: "Suspended", maxResults: 50 });
    list.replaceChildren(...page.jobs.map(row));
    message.textContent = page.nextToken ? "These are the first 50." : `${page.jobs.length} jobs wait.`;
  } catch (error) {
    message.textContent = explained(error);
  }
}

function row({ jobId, description = "", status }) {
  const tr = document.createElement("tr");
  const shown = document.createElement("td");
  shown.textContent = status;
  const act = (change) => async () => {
    message.textContent = `${jobId} ...`;
    try {
      const { status } = await change({ jobId, reason: "on the page" });
      message.textContent = `${jobId} is ${(shown.textContent = status)}.`;
    } catch (error) {
      message.textContent = `${jobId}: ${explained(error)}`;
    }
  };
  const buttons = document.createElement("td");
  buttons.append(
    button("Confirm", act((input) => jobs.confirmJob(input))),
    button("Cancel", act((input) => jobs.cancelJob(input))),
  );
  tr.append(cell(jobId), cell(description), shown, buttons);
  tr.dataset.jobId = jobId;
  return tr;
}

/** Uses textContent, never innerHTML, because a description is text from another user. */
function cell(text) {
  const td = document.createElement("td");
  td.textContent = text;
  return td;
}

function button(text, onclick) {
  return Object.assign(document.createElement("button"), { type: "button", textContent: text, onclick });
}

/** For a refusal, shows the reason from the backend. */
function explained({ code, message, cause, effect }) {
  const why = code === "CredentialsFailed" && cause ? cause.message : message;
  return effect === "unknown" ? `${why} It may have happened all the same: reload before you repeat it.` : why;
}
