// The connection of the page, from connection.json or from a form. Keys are passed on and not stored in the page.
import { el, set, show, showDialog } from "./dom.js";
import { t } from "./i18n.js";

const FIELDS = {
  region: { required: true, placeholder: "ap-chengdu" },
  uin: { required: true, placeholder: "100000000001" },
  appId: { required: true, placeholder: "1250000000" },
  endpoint: { type: "url", placeholder: "https://…", "aria-describedby": "endpoint-hint" },
  secretId: { required: true },
  secretKey: { required: true, type: "password" },
  sessionToken: { type: "password" },
};

/** The connection that the server offers, or null. */
export async function offeredConnection() {
  try {
    return await (await fetch("./connection.json", { cache: "no-store" })).json();
  } catch {
    return null; // If the file is missing, the answer is a page or empty, and neither is JSON.
  }
}

/** Asks for a connection; resolves to it, or to null. */
export async function askForConnection(current) {
  let connection = null;
  const form = el("form", { autocomplete: "off", test: "connection-form", onsubmit(event) {
    event.preventDefault();
    const filled = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    const { secretId, secretKey, sessionToken, ...place } = Object.fromEntries(filled);
    connection = { ...place, credentials: { secretId, secretKey, ...(sessionToken && { sessionToken }) } };
    dialog.close();
  } },
  el("h2", { id: "connection-title" }, t("connection.title")),
  el("div.fields", Object.entries(FIELDS).map(([name, attributes]) => el("label", t(`field.${name}`),
    el("input", { name, test: `connection-${name}`, spellcheck: "false", value: current?.[name], ...attributes })))),
  el("p.hint", { id: "endpoint-hint" }, t("connection.endpointHint")),
  el("p.hint", t("connection.keysHint")),
  el("p.buttons.end",
    el("button", { test: "connection-back", onclick: () => dialog.close() }, t("back")),
    el("button.strong.go", { type: "submit", test: "connect" }, t("connection.connect"))));
  const dialog = el("dialog", { test: "connection-dialog", "aria-labelledby": "connection-title" }, form);
  await showDialog(dialog);
  form.reset();
  return connection;
}

/** The bar in the header. state: "connecting", "connected" or "failed". */
export function renderConnection(root, place, state) {
  set(root, { "data-state": state });
  show(root, [state, place], () => [
    el("span.state", { test: "connection-state" }, t(`connection.${state}`)),
    place && ["region", "uin", "endpoint"].map((name) => el("span", { test: `shown-${name}` }, el("small", t(`field.${name}`)), " ", place[name])),
  ]);
}
