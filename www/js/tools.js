// Everything that the page can do with the jobs of the first view. Parts that are used rarely are loaded when they are used.
import { isFinal } from "./client.js";
import { renderConnection } from "./connection/bar.js";
import { addControls } from "./list/controls.js";
import * as query from "./list/query.js";
import { createRefresher } from "./list/refresher.js";
import { createSummary } from "./list/summary.js";
import { createToolbar } from "./list/toolbar.js";
import { announce, toast } from "./shared/announce.js";
import { fill } from "./shared/dom.js";
import { onLanguage, t, translate } from "./shared/i18n.js";
import { jobName } from "./shared/job.js";
import { go, onRoute, route } from "./shared/route.js";
import { addSettings } from "./shared/preferences.js";
import { loadAreas } from "./shared/style.js";
import "./shared/tool-icons.js";
import { showView } from "./shared/views.js";

const $ = (id) => document.getElementById(id);

/** Adds to the app what the parts share, and to the page its tools. */
export async function createTools(app) {
  const { list } = app;
  list.query = query;
  await loadAreas("tools");
  Object.assign(app, { open, act, look, held, changeConnection, part });

  const refresher = createRefresher(app, (error) => app.show(error ? "failed" : "connected", error));
  const toolbar = createToolbar($("toolbar"), {
    refresh: app.refresh, create: () => act("create"),
    auto: (isOn) => (isOn ? refresher.release("off") : refresher.hold("off")),
  });
  const summary = createSummary($("summary"), $("blank"), changeConnection);
  let panel = null;
  let bulk = null;
  let shownError = null;
  /** The job of the link with which the page was opened, until the list has scrolled to it. */
  let linked = route().job;

  addControls(list, { open, ask: act, close, selected });
  addSettings({ part, help: showHelp });

  function showHelp() {
    return part(async () => (await import("./shared/help.js")).showHelp());
  }

  /** Runs something that loads a part of the page; says so if the part cannot be loaded. */
  async function part(run) {
    try {
      return await run();
    } catch (error) {
      reportError(error);
      toast(t("tools.notLoaded"), "bad");
      return null;
    }
  }

  async function changeConnection(error) {
    refresher.hold("dialog");
    const connection = await part(async () => (await import("./connection/index.js")).askForConnection(app.place, error));
    refresher.release("dialog");
    if (!connection) return;
    await app.connect(connection);
    panel?.restart();
  }

  /** Looks at one job; resolves to it, or throws. */
  async function look(jobId) {
    const { jobs } = app;
    const startedAt = performance.now();
    try {
      const job = await app.client.describeJob({ jobId });
      jobs.learn([job], startedAt);
      return job;
    } catch (error) {
      // The service may answer NoSuchJob for a job that has ended.
      if (error.code === "NoSuchJob" && !isFinal(jobs.get(jobId)?.status)) jobs.remove(jobId);
      throw error;
    }
  }

  function open(jobId) {
    go({ job: jobId, view: "" }, { isStep: true });
  }

  function close() {
    const { job } = route();
    go({ job: "" }, { isStep: true });
    list.focus(job);
  }

  /** Opens the dialog of an action, with these values at first. */
  function act(action, job, values) {
    if (!app.client) return changeConnection();
    return held(async () => (await import("./actions/index.js")).act(app, action, job, values));
  }

  /** Runs something during which the page does not look at jobs by itself. */
  async function held(run) {
    refresher.hold("dialog");
    panel?.pause();
    await part(run);
    refresher.release("dialog");
    panel?.restart();
  }

  async function selected(jobIds) {
    await part(async () => {
      bulk ??= (await import("./actions/selection.js")).createSelectionBar($("selection"), app);
      bulk.show(jobIds);
    });
  }

  async function showRoute() {
    const { job, view } = route();
    await part(() => showView(view));
    if (!job && !panel) return;
    await part(async () => {
      const { createPanel } = await import("./job/panel.js");
      panel ??= createPanel($("panel"), app, close);
      await panel.show(route().job);
    });
  }

  /** Scrolls to the job of the link, unless the user has already gone elsewhere. */
  async function revealLinked() {
    await opened;
    // The width of the list, which the panel makes smaller, decides how high rows are; the list learns it in the next frame.
    for (let i = 0; i < 2; i += 1) await new Promise(requestAnimationFrame);
    if (linked && linked === route().job && !scrollY && list.root.offsetParent) list.reveal(linked);
    linked = null;
  }

  async function showError() {
    const { error } = app;
    const notice = $("read-error");
    if (!error) fill(notice);
    else await part(async () => {
      const [{ errorPanel }] = await Promise.all([import("./shared/error-panel.js"), loadAreas("errors")]);
      if (error === app.error) fill(notice, errorPanel(error, { retry: app.refresh, connect: () => changeConnection(error) }));
    });
  }

  /** Single keys work outside of text fields and dialogs; Escape closes the panel. */
  document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
    const isText = target.closest("input:not([type=checkbox]), select, textarea");
    if (key === "Escape" && route().job && !isText) return close();
    const run = { "?": showHelp, "/": () => $("search").focus(), n: () => act("create"), r: app.refresh }[key];
    if (!run || isText) return;
    event.preventDefault();
    run();
  });

  function render() {
    list.render();
    renderConnection($("connection"), app.place, app.state);
    if (app.error !== shownError) {
      shownError = app.error;
      showError();
    }
    if (app.state !== "connected") return;
    refresher.resume();
    if (linked) revealLinked();
  }

  list.onRendered = (facts) => {
    toolbar.render(facts);
    summary.render(facts);
  };
  onLanguage(render);
  onRoute(showRoute);
  $("change-connection").addEventListener("click", () => changeConnection());
  translate(document);
  const opened = showRoute();
  render();
  import("./actions/outcomes.js").then(({ restore }) => restore(app), reportError);
  // The buttons of the header work from now on.
  document.body.dataset.equipped = "yes";
  if (!app.jobs && !app.error && !route().view) changeConnection();

  return {
    render,
    changed(moved) {
      if (moved.length) announce(moved.slice(0, 3).map(({ job, from }) => `${jobName(job)}: ${from} → ${job.status}`).join(". "));
      panel?.changed();
    },
  };
}
