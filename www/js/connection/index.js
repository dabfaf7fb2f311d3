// Asks for a connection. A connection is { place: { kind, region, uin, appId, endpoint }, options }: the page shows the place and
// makes a client with the options. Keys are only in the options and are not stored in the page.
import { el, showDialog } from "../shared/dom.js";
import { loadTexts, t } from "../shared/i18n.js";
import { loadStyle } from "../shared/style.js";
import { connectionOf } from "./offered.js";

const FIELDS = {
  region: { required: true, placeholder: "ap-chengdu" },
  uin: { required: true, placeholder: "100000000001" },
  appId: { required: true, placeholder: "1250000000" },
  endpoint: { type: "url", placeholder: "https://…", "aria-describedby": "endpoint-hint" },
  secretId: { required: true },
  secretKey: { required: true, type: "password" },
  sessionToken: { type: "password" },
};

/** Asks for a connection; resolves to it, or to null. */
export async function askForConnection(current) {
  await Promise.all([loadTexts("connection"), loadStyle("connection")]);
  let connection = null;
  const form = el("form", { autocomplete: "off", test: "connection-form", onsubmit(event) {
    event.preventDefault();
    const filled = [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);
    const { secretId, secretKey, sessionToken, ...place } = Object.fromEntries(filled);
    connection = connectionOf({ ...place, credentials: { secretId, secretKey, ...(sessionToken && { sessionToken }) } });
    dialog.close();
  } },
  el("h2", { id: "connection-title" }, t("connection.title")),
  el("div.fields", Object.entries(FIELDS).map(([name, attributes]) => el("label", t(`connection.field.${name}`),
    el("input", { name, test: `connection-${name}`, spellcheck: "false", value: current?.[name], ...attributes })))),
  el("p.hint", { id: "endpoint-hint" }, t("connection.endpointHint")),
  el("p.hint", t("connection.keysHint")),
  el("p.buttons.end",
    el("button", { test: "connection-back", onclick: () => dialog.close() }, t("tools.back")),
    el("button.strong.go", { type: "submit", test: "connect" }, t("connection.connect"))));
  const dialog = el("dialog", { test: "connection-dialog", "aria-labelledby": "connection-title" }, form);
  await showDialog(dialog);
  form.reset();
  return connection;
}
