// The signature inspector: a failed request on the left, what is wrong with its signature on the right. It sends nothing, and forgets
// everything when the view is left.
import { explainSignature } from "../client.js";
import { announce } from "../shared/announce.js";
import { fill } from "../shared/dom.js";
import { onLanguage } from "../shared/i18n.js";
import { loadStyle } from "../shared/style.js";
import { createForm } from "./form.js";
import { inspect } from "./inspect.js";
import { parseHeaders } from "./pasted.js";
import { resultView } from "./result-view.js";
import { lines, readAnswer } from "./service-answer.js";

/** Fills the container. It is called once. */
export async function openInspector(container) {
  await loadStyle("actions");
  const form = createForm({ compare, clear });
  let result = null;
  const output = document.createElement("div");
  output.className = "inspection";
  output.dataset.testid = "inspection";
  fill(container, form.heading, form.element, output);

  async function compare() {
    try {
      result = await inspect(inputOf(form.values()), explainSignature);
    } catch (error) {
      result = { stages: [], findings: [{ reason: "failed", message: error.message }] };
    }
    show();
    announce(output.querySelector(".finding")?.textContent ?? "");
    if (output.getBoundingClientRect().top > innerHeight - 100) output.scrollIntoView({ block: "start" });
  }

  function show() {
    fill(output, result && resultView(result));
  }

  function clear() {
    form.clear();
    result = null;
    show();
  }

  new MutationObserver(() => container.hidden && clear()).observe(container, { attributeFilter: ["hidden"] });
  // A page that the browser keeps for "back" must not keep the key.
  addEventListener("pagehide", clear);
  onLanguage(show);
}

function inputOf({ method, url, headers, authorization, secretKey, answer, httpString, stringToSign, sentAt }) {
  return {
    method: method.trim() || "GET", url, headers: parseHeaders(headers), authorization, secretKey: secretKey.trim(),
    answer: readAnswer(answer), own: { httpString: lines(httpString), stringToSign: lines(stringToSign) },
    now: Math.floor((sentAt ?? Date.now()) / 1000), isNow: sentAt === undefined,
  };
}
