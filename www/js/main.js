// The first view: connects, and shows the first jobs. Everything else, see tools.js, is loaded after that, so that jobs appear early.
import { CosJobs, loadClient } from "./client.js";
import { offeredConnection } from "./connection/offered.js";
import { createList } from "./list/index.js";
import { Jobs } from "./list/jobs.js";
import { loadTexts, setLanguage } from "./shared/i18n.js";
import { settings } from "./shared/route.js";

const $ = (id) => document.getElementById(id);

/** What the parts of the page share. The client has the keys; the place has what may be shown. */
const app = {
  client: null, jobs: null, place: null, state: "connecting", error: null,
  list: createList($("list")), connect, refresh, show, tools: null,
};

/** Uses a connection. If only its keys are new, the jobs stay. */
async function connect({ place, options }) {
  const isSame = app.jobs && ["region", "uin", "endpoint"].every((name) => app.place[name] === place[name]);
  app.place = place;
  try {
    app.client = new CosJobs(options);
  } catch (error) {
    return show("failed", error);
  }
  if (isSame) app.jobs.client = app.client;
  else {
    const jobs = new Jobs(app.client, (moved) => jobs === app.jobs && changed(moved));
    app.jobs = jobs;
    app.list.use(jobs);
  }
  return refresh();
}

/** Reads all jobs. */
async function refresh() {
  const { jobs } = app;
  if (!jobs) return;
  show(app.state === "failed" ? "connecting" : app.state, null);
  const isRead = await jobs.readAll();
  if (jobs === app.jobs) show(isRead ? "connected" : "failed", jobs.error);
}

function show(state, error) {
  Object.assign(app, { state, error });
  app.list.render();
  app.tools?.render();
}

let frame = 0;
let moves = [];

/** Shows changes of the jobs with the next frame, so that several changes cost one update. */
function changed(moved) {
  moves.push(...moved);
  frame ||= requestAnimationFrame(() => {
    frame = 0;
    app.list.use(app.jobs);
    app.tools?.changed(moves);
    moves = [];
    equip();
  });
}

let equipping = null;

const equip = () => { equipping ??= import("./tools.js").then(async ({ createTools }) => { app.tools = await createTools(app); }); };

const { language, theme } = settings();
document.documentElement.dataset.theme = theme ?? "auto";
await loadTexts("shared");
await setLanguage(language ?? (/^zh\b/i.test(navigator.language) ? "zh" : "en"));
if (location.hash.length > 1) app.list.query = await import("./list/query.js");
app.list.render();
const [offered] = await Promise.all([offeredConnection(), loadClient().catch((error) => show("failed", error))]);
if (offered) await connect(offered);
else show("failed", null);
equip();
