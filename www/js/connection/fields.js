// The fields of the form, for each way to sign.
import { el } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { SECRETS } from "./build.js";

export const KINDS = ["keys", "temporary", "backend", "emulator"];

const ACCOUNT = ["region", "uin", "appId", "endpoint", "signedHost"];
const OWN = { keys: ["secretId", "secretKey", "sessionToken"], temporary: ["sts", "renewalUrl"], backend: ["authorizeUrl"], emulator: [] };

const ATTRIBUTES = {
  region: { placeholder: "ap-chengdu" },
  uin: { placeholder: "100000000001", inputmode: "numeric" },
  appId: { placeholder: "1250000000", inputmode: "numeric" },
  endpoint: { placeholder: "https://…", inputmode: "url" },
  signedHost: { placeholder: "….cos-control.….myqcloud.com" },
  secretKey: { type: "password" },
  sessionToken: { type: "password" },
  renewalUrl: { placeholder: "https://…", inputmode: "url" },
  authorizeUrl: { placeholder: "https://…/authorize", inputmode: "url" },
};
const OPTIONAL = new Set(["endpoint", "signedHost", "sessionToken", "renewalUrl"]);

export const namesOf = (kind) => (kind === "emulator" ? [] : [...ACCOUNT, ...OWN[kind]]);

/** The fields of a kind. `values` are shown in them; they contain no secrets. If keys stay, the fields of secrets may be empty. */
export function fieldsOf(kind, values, keepsKeys) {
  if (kind === "emulator") return [];
  return [
    el("div.fields", ACCOUNT.map((name) => field(name, values, false))),
    el("div.fields", OWN[kind].map((name) => field(name, values, keepsKeys && SECRETS.includes(name)))),
  ];
}

function field(name, values, isKept) {
  const input = el(name === "sts" ? "textarea" : "input", {
    id: `connection-${name}`, name, test: `connection-${name}`, autocomplete: "off", autocapitalize: "off", spellcheck: "false",
    required: !OPTIONAL.has(name) && !isKept, "aria-describedby": `hint-${name} problem-${name}`, rows: name === "sts" && 4, ...ATTRIBUTES[name],
    ...(isKept && { placeholder: t("connection.kept") }),
  });
  input.value = values[name] ?? "";
  return el(`div.field.f-${name}`,
    el("label", { for: input.id }, t(`connection.field.${name}`), OPTIONAL.has(name) && el("span.hint", " ", t("connection.optional"))),
    input,
    el("p.hint", { id: `hint-${name}` }, t(`connection.hint.${name}`)),
    el("p.wrong", { id: `problem-${name}`, test: `problem-${name}` }));
}

/** Shows each problem at its field, and moves the focus to the first one. Returns whether there is none. */
export function showProblems(form, problems, say) {
  for (const input of form.querySelectorAll(".field :is(input, textarea)")) {
    const problem = problems[input.name];
    form.querySelector(`#problem-${input.name}`).textContent = problem ? say(problem) : "";
    if (problem) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  form.querySelector("[aria-invalid]")?.focus();
  return Object.keys(problems).length === 0;
}
