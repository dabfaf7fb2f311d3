// The views of the page: the jobs, and tools that are loaded when they are opened for the first time.
import { translate } from "./i18n.js";
import { loadAreas } from "./style.js";

/** Each tool fills its container once; afterwards the container is only hidden and shown. */
const TOOLS = {
  inspector: async () => (await import("../inspector/index.js")).openInspector,
};

const containers = new Map();

/** Shows a tool, or else the jobs, and hides the others. */
export async function showView(name) {
  const view = Object.hasOwn(TOOLS, name ?? "") ? name : "jobs";
  document.getElementById("jobs-view").hidden = view !== "jobs";
  for (const [other, container] of containers) container.hidden = other !== view;
  for (const link of document.querySelectorAll("[data-view]")) {
    if (link.dataset.view === view) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (view !== "jobs" && !containers.has(view)) await openTool(view);
}

async function openTool(name) {
  const [open] = await Promise.all([TOOLS[name](), loadAreas(name)]);
  if (containers.has(name)) return;
  const container = document.createElement("section");
  container.id = `${name}-view`;
  document.querySelector("main").append(container);
  containers.set(name, container);
  await open(container);
  translate(container);
}
