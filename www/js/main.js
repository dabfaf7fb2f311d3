// Connects the parts of the page: one connection, one store of jobs, and the views.
import { CosJobs, isFinal } from "./client.js";
import { announce, toast } from "./shared/announce.js";
import { askForChange } from "./actions/change-dialog.js";
import { renderConnection } from "./connection/bar.js";
import { offeredConnection } from "./connection/offered.js";
import { icon, set, show } from "./shared/dom.js";
import { errorPanel } from "./shared/error-panel.js";
import { language, loadTexts, onLanguage, setLanguage, t } from "./shared/i18n.js";
import { createFilter } from "./list/job-filter.js";
import { createList } from "./list/job-list.js";
import { createPanel } from "./job/panel.js";
import { jobName } from "./shared/job-parts.js";
import { JobStore } from "./list/job-store.js";
import { createRefresher } from "./list/refresher.js";
import { showView } from "./shared/views.js";

const $ = (id) => document.getElementById(id);

let place = null; // region, uin, appId, endpoint. Only the client has the keys.
let store = null;
let connectionState = "connecting";
let phase = "loading";
let readError = null;
let selected = null; // { jobId, job, error } of the open panel

const isMoving = (view) => Boolean(view?.job) && !isFinal(view.job.status);
const refresher = createRefresher(refresh, () => store !== null && (readError ? readError.retryable : store.hasUnfinished || isMoving(selected)));
const filter = createFilter($("toolbar"), {
  search: render,
  statuses: load,
  refresh: refresher.now,
  auto(isOn) {
    if (isOn) refresher.release("off");
    else refresher.hold("off");
    render();
  },
});
const list = createList($("list"), { open, ask, more: () => attempt(() => store.more()) });
const panel = createPanel($("panel"), { close, ask });

// Connecting

async function start() {
  await loadTexts("shared", "list", "job", "actions", "errors");
  await setLanguage(/^zh\b/i.test(navigator.language) ? "zh" : "en");
  await showViewOfAddress();
  const offered = await offeredConnection();
  if (offered) return connect(offered);
  connectionState = "failed";
  phase = "unconnected";
  changeConnection();
}

async function changeConnection() {
  refresher.hold("held");
  render();
  const { askForConnection } = await import("./connection/index.js");
  const connection = await askForConnection(place);
  refresher.release("held");
  if (connection) connect(connection);
  else render();
}

function connect(connection) {
  place = connection.place;
  store = selected = readError = null;
  connectionState = "connecting";
  try {
    store = new JobStore(new CosJobs(connection.options));
    load();
  } catch (error) {
    failed(error);
  }
}

// Reading

async function load() {
  phase = "loading";
  await attempt(() => store.load(filter.statuses()));
  refresher.resume();
}

function refresh() {
  return attempt(async () => {
    const changes = await store.refresh();
    if (isMoving(selected) || selected?.error) await readSelected();
    return changes;
  });
}

/** Shows the outcome of a read; returns true if it succeeded. An answer for an earlier connection is ignored. */
async function attempt(read) {
  const current = store;
  try {
    const reading = read();
    render();
    const changes = await reading;
    if (current !== store || !changes) return true;
    phase = "ready";
    connectionState = "connected";
    readError = null;
    if (changes.length) announce(changes.slice(0, 3).map(({ job, from }) => `${jobName(job)}: ${from} → ${job.status}`).join(". "));
    render();
    return true;
  } catch (error) {
    if (current === store) failed(error);
    return false;
  }
}

function failed(error) {
  phase = connectionState = "failed";
  readError = error;
  render();
}

async function open(jobId) {
  selected = { jobId };
  render();
  panel.focus();
  await readSelected();
  refresher.resume();
}

async function readSelected() {
  const { jobId, job } = selected;
  const view = await store.describe(jobId).then((fresh) => ({ jobId, job: fresh }), (error) => ({ jobId, job, error }));
  if (selected?.jobId === jobId) selected = view;
  render();
}

function close() {
  const jobId = selected?.jobId;
  selected = null;
  render();
  list.focus(jobId);
}

// Changing

async function ask(job, requested) {
  const { jobId } = job;
  const current = store;
  refresher.hold("held");
  render();
  const answer = await askForChange({
    job, requested,
    send: (reason) => current.change(jobId, requested, reason),
    read: () => current.describe(jobId).then(({ status }) => status, () => null),
  });
  if (answer) {
    const { status, reconciled } = answer;
    toast([t(`actions.change.${requested}.done`, { job: jobName(job), status }), reconciled && t("actions.change.reconciled")].filter(Boolean).join(" "));
    if (selected?.job && selected.jobId === jobId) selected.job = { ...selected.job, status };
  }
  refresher.release("held");
  render();
}

// Showing

const showViewOfAddress = () => showView(new URLSearchParams(location.hash.slice(1)).get("view"));

function showLanguage() {
  show($("language"), "", () => [icon("globe"), t("shared.language")]);
  set($("language"), { lang: name === "en" ? "zh-CN" : "en" });
  render();
}

function render() {
  set($("toolbar"), { inert: !store });
  filter.render(refresher.state());
  list.render({
    phase, jobs: store?.jobs.filter(filter.matches) ?? [], isFiltered: filter.isOn(), hasMore: store?.hasMore, selected: selected?.jobId,
  });
  panel.render(selected);
  renderConnection($("connection"), place, connectionState);
  show($("notices"), [readError, readError?.message], () => readError && errorPanel(readError));
}

$("language").addEventListener("click", () => setLanguage(language() === "en" ? "zh" : "en"));
onLanguage(showLanguage);
addEventListener("hashchange", showViewOfAddress);
$("change-connection").addEventListener("click", changeConnection);
document.addEventListener("keydown", ({ key, target }) => {
  if (key === "Escape" && selected && target.type !== "search" && !target.closest("dialog")) close();
});

start();
