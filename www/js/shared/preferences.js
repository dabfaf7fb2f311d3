// The buttons for language, theme and help in the header.
import { fill, icon, set } from "./dom.js";
import { language, onLanguage, setLanguage, t } from "./i18n.js";
import { remember } from "./route.js";

const THEMES = ["auto", "light", "dark"];
const root = document.documentElement;
const $ = (id) => document.getElementById(id);

/** part(run) reports a failure to load; help() shows the help. */
export function addSettings({ part, help }) {
  for (const name of ["theme", "help"]) $(name).append(icon(name));
  $("theme").addEventListener("click", () => {
    root.dataset.theme = THEMES[(THEMES.indexOf(root.dataset.theme) + 1) % THEMES.length];
    remember({ language: language(), theme: root.dataset.theme });
    render();
  });
  $("language").addEventListener("click", () => {
    const next = language() === "en" ? "zh" : "en";
    remember({ language: next, theme: root.dataset.theme });
    part(() => setLanguage(next));
  });
  $("help").addEventListener("click", help);
  onLanguage(render);
  render();
}

function render() {
  name($("theme"), `${t("tools.theme.title")}: ${t(`tools.theme.${root.dataset.theme}`)}`);
  name($("help"), t("tools.help"));
  fill($("language"), icon("globe"), t("tools.language"));
  set($("language"), { lang: language() === "en" ? "zh-CN" : "en" });
}

const name = (button, text) => set(button, { "aria-label": text, title: text });
