// The form of the inspector. What is pasted fills the fields, and the fields can be changed.
import { el } from "../shared/dom.js";
import { onLanguage, t } from "../shared/i18n.js";
import { readRequest } from "./pasted.js";

const CODE = { spellcheck: "false", autocomplete: "off", autocapitalize: "off" };

/** { heading, element, values(), clear() }. `compare` and `clear` are called by the buttons. */
export function createForm({ compare, clear }) {
  /** When the request was sent, in milliseconds, if the pasted text tells it. */
  let sentAt;
  let said = null;
  const input = (name, attributes = {}) => el("input", { name, id: `inspector-${name}`, test: `inspector-${name}`, ...CODE, ...attributes });
  const area = (name, rows, attributes = {}) => el("textarea", { name, id: `inspector-${name}`, test: `inspector-${name}`, rows, ...CODE, ...attributes });
  const message = el("p.hint", { role: "status", test: "inspector-read" });
  const pasted = area("request", 5, { "aria-describedby": "inspector-request-hint", oninput: () => read(pasted.value) });
  const fields = el("details", { test: "inspector-fields" }, el("summary", { "data-i18n": "inspector.fields" }),
    el("div.request-line", labelled("method", input("method", { size: 8 })), labelled("url", input("url"))),
    labelled("headers", area("headers", 4)));
  const element = el("form", { test: "inspector-form", autocomplete: "off", novalidate: true, onsubmit: (event) => { event.preventDefault(); compare(); } },
    labelled("request", pasted, hint("request")), message, fields,
    labelled("authorization", area("authorization", 3)),
    labelled("secretKey", input("secretKey", { type: "password", "aria-describedby": "inspector-secretKey-hint" }), hint("secretKey")),
    el("details", { test: "inspector-more" }, el("summary", { "data-i18n": "inspector.more" }),
      labelled("answer", area("answer", 3, { "aria-describedby": "inspector-answer-hint" }), hint("answer")),
      labelled("httpString", area("httpString", 4)), labelled("stringToSign", area("stringToSign", 3))),
    el("p.buttons",
      el("button.strong.go", { type: "submit", test: "inspector-compare", "data-i18n": "inspector.compare" }),
      el("button", { test: "inspector-clear", onclick: clear, "data-i18n": "inspector.clear" })));
  const controls = element.elements;

  function read(text) {
    const request = text.trim() ? readRequest(text) : {};
    say(request.problem ? `inspector.finding.${request.problem}` : request.url && "inspector.read");
    if (request.problem || !request.url) return;
    sentAt = request.sentAt;
    const { method, url, headers, authorization, answer } = request;
    controls.method.value = method;
    controls.url.value = url;
    controls.headers.value = headers.map((header) => header.join(": ")).join("\n");
    if (authorization) controls.authorization.value = authorization;
    if (answer) controls.answer.value = answer;
  }

  function say(key) {
    said = key || null;
    message.textContent = said ? t(said, { method: controls.method.value }) : "";
    message.classList.toggle("wrong", Boolean(said?.includes("finding")));
  }

  onLanguage(() => say(said));

  return {
    heading: el("div.inspector-heading", el("h2", { "data-i18n": "inspector.title" }), el("p.hint", { "data-i18n": "inspector.about" })),
    element,
    values: () => ({ ...Object.fromEntries([...controls].filter(({ name }) => name).map(({ name, value }) => [name, value])), sentAt }),
    clear() {
      element.reset();
      sentAt = undefined;
      say(null);
    },
  };
}

function labelled(name, control, ...more) {
  return el("div.field", el("label", { for: control.id, "data-i18n": `inspector.field.${name}` }), control, more);
}

const hint = (name) => el("p.hint", { id: `inspector-${name}-hint`, "data-i18n": `inspector.hint.${name}` });
