// Style sheets and texts that the first view does not need are loaded with the part of the page that needs them.
import { loadTexts } from "./i18n.js";

const loading = new Map();

/** Loads css/NAME.css once, and resolves when it applies. */
export function loadStyle(name) {
  if (!loading.has(name)) loading.set(name, load(name));
  return loading.get(name);
}

function load(name) {
  const link = document.createElement("link");
  link.rel = "stylesheet";
  link.href = `css/${name}.css`;
  document.head.append(link);
  // Without this style sheet the page looks worse, but works.
  return new Promise((resolve) => { link.onload = link.onerror = resolve; });
}

/** Loads the texts and the style sheet of areas with the same name. */
export const loadAreas = (...names) => Promise.all([loadTexts(...names), ...names.map(loadStyle)]);
