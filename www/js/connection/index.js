// Asks for a connection. A connection is { place: { kind, region, uin, appId, endpoint, ... }, options }: the page shows the place and
// makes a client with the options. Keys are only in the options and are not stored in the page.
import { CosJobs } from "../client.js";
import { createDialog } from "../actions/dialog.js";
import { el, fill, icon, set, showDialog } from "../shared/dom.js";
import { isAboutKeys } from "../shared/error-panel.js";
import { t } from "../shared/i18n.js";
import { loadAreas, loadStyle } from "../shared/style.js";
import { connectionFrom, problemsOf, say, SECRETS } from "./build.js";
import { checkConnection } from "./check.js";
import { fieldsOf, KINDS, namesOf, showProblems } from "./fields.js";
import { suggestion } from "./offered.js";
import { Problem } from "./problem.js";
import { showRemaining } from "./remaining.js";
import { resultOf } from "./result.js";

let isOpen = false;

/** The last connection that was made in this dialog. The user can keep its keys and change or test only the other fields. */
let before = null;

/**
 * Asks for a connection; resolves to it, or to null. `place` is the present one. `error` is the failure because of which the page
 * asks, for example that the keys have expired.
 */
export async function askForConnection(place, error) {
  if (isOpen) return null;
  isOpen = true;
  try {
    await Promise.all([loadAreas("connection"), loadStyle("actions")]);
    const connection = await createForm(place ?? suggestion ?? {}, error?.kind ? error : null);
    if (connection) showRemaining(connection.keys);
    before = connection ?? before;
    return connection;
  } finally {
    isOpen = false;
  }
}

/** Shows the form until the user connects or closes it. */
async function createForm(place, error) {
  const form = elementsOf(error, { showKind, check, connect });
  let connection = null;
  let entered = { ...place };

  const keepsKeys = (kind) => before?.place.kind === kind && !(error && isAboutKeys(error));

  function showKind(kind) {
    entered = { ...entered, ...valuesOf(form.element, PLACE) };
    if (isDefaultAddress(entered) || place.kind === "emulator") entered.endpoint = "";
    form.kindHint.textContent = t(`connection.kindHint.${kind}`);
    fill(form.fields, fieldsOf(kind, entered, keepsKeys(kind)));
    fill(form.result);
  }

  /** The entered connection; null after showing what is wrong. */
  const enteredConnection = () => attempt(form, () => {
    const kind = form.element.elements.kind.value;
    return kind === "emulator" ? builtIn() : build(form.element, kind, keepsKeys(kind));
  });

  async function connect() {
    connection = await enteredConnection();
    if (connection) form.sheet.close();
  }

  async function check() {
    const built = await enteredConnection();
    if (built) await showCheck(form, built);
  }

  start(form, firstKind(place), showKind);
  await showDialog(form.sheet.dialog);
  form.element.reset();
  fill(form.fields);
  return connection;
}

/** What a user enters about the place; it is kept when another kind is chosen. */
const PLACE = ["region", "uin", "appId", "endpoint", "signedHost", "renewalUrl", "authorizeUrl"];

/** The default address follows from the region and the UIN, so it is not shown. */
const isDefaultAddress = ({ endpoint, uin, region }) => endpoint === `https://${uin}.cos-control.${region}.myqcloud.com`;

const firstKind = ({ kind, authorizeUrl }) => (KINDS.includes(kind) ? kind : authorizeUrl ? "backend" : "keys");

/** The dialog and the parts of it that change. on: { showKind(kind), check(), connect() } */
function elementsOf(error, on) {
  const [fields, kindHint] = [el("div.kind-fields"), el("p.hint")];
  const result = el("div.check-result", { role: "status", test: "check-result" });
  const sheet = createDialog({ title: t("connection.title"), test: "connection-dialog", submit: on.connect, isWide: true });
  fill(sheet.body,
    error && el("p.callout", { "data-tone": "wait", test: "connection-reason" }, t(`connection.because.${isAboutKeys(error) ? "keys" : "other"}`)),
    el("fieldset", el("legend", t("connection.kind")), el("div.kinds", KINDS.map((kind) => kindOption(kind, () => on.showKind(kind)))), kindHint),
    fields, result);
  fill(sheet.foot,
    el("button", { test: "connection-back", onclick: sheet.close }, t("tools.back")),
    el("button", { test: "check-connection", onclick: on.check }, icon("refresh"), t("connection.check")),
    el("button.strong", { type: "submit", test: "connect" }, t("connection.connect")));
  const element = sheet.dialog.querySelector("form");
  set(element, { test: "connection-form" });
  return { sheet, element, fields, kindHint, result };
}

/** Chooses a kind, and the first field that the user has to fill gets the focus. */
function start({ element, fields }, kind, showKind) {
  element.elements.kind.value = kind;
  showKind(kind);
  const toFill = [...fields.querySelectorAll("[required]")].find((input) => !input.value) ?? fields.querySelector("textarea");
  toFill?.setAttribute("autofocus", "");
}

/** The connection of the form's fields; null after showing problems at the fields. */
function build(form, kind, keepsKeys) {
  const values = valuesOf(form, namesOf(kind));
  const isKept = keepsKeys && SECRETS.every((name) => !values[name]);
  if (!showProblems(form, problemsOf(values, isKept), say)) return null;
  try {
    return connectionFrom(kind, values, isKept ? before : null);
  } catch (problem) {
    if (!(problem instanceof Problem)) throw problem;
    showProblems(form, { sts: problem }, say);
    return null;
  }
}

/** Tests the connection and shows the result in the form. */
async function showCheck(form, connection) {
  const { sheet, result } = form;
  sheet.busy = true;
  fill(result, el("p.hint", t("connection.checking")));
  const world = { CosJobs, fetch: (url, init) => fetch(url, init), page: location, isOnline: navigator.onLine, now: Date.now };
  const outcome = await attempt(form, () => checkConnection(connection, world));
  sheet.busy = false;
  if (!outcome) return;
  fill(result, resultOf(outcome));
  result.scrollIntoView({ block: "nearest" });
}

/** Does the work and returns its result. Shows any error, also an unexpected one, and then returns null. */
async function attempt({ result }, work) {
  try {
    return await work();
  } catch (failure) {
    fill(result, el("p.callout", { "data-tone": "bad", test: "check-failure" }, failure instanceof Problem ? say(failure) : failure.message));
    return null;
  }
}

async function builtIn() {
  const { emulatorConnection } = await import("./emulator.js").catch(() => { throw new Problem("emulatorMissing"); });
  return emulatorConnection();
}

function kindOption(kind, choose) {
  return el("label.kind", el("input", { type: "radio", name: "kind", value: kind, test: `kind-${kind}`, onchange: choose }), el("span", t(`connection.kinds.${kind}`)));
}

const valuesOf = (form, names) => Object.fromEntries(names.filter((name) => form.elements[name]).map((name) => [name, form.elements[name].value.trim()]));
