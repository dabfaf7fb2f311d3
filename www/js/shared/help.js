// The overview of the keys.
import { el, fill, icon, showDialog } from "./dom.js";
import { loadTexts, t } from "./i18n.js";
import { loadStyle } from "./style.js";

const KEYS = {
  general: { "?": "help", "/": "search", n: "create", r: "refresh", Esc: "close" },
  list: { "↑ ↓": "rows", "← →": "controls", "Page ↑ ↓": "pages", "Home End": "ends", Enter: "open", Space: "select", "Shift + click": "range" },
};

export async function showHelp() {
  await Promise.all([loadTexts("help"), loadStyle("actions")]);
  const dialog = el("dialog.narrow", { test: "help-dialog", "aria-labelledby": "help-title" });
  fill(dialog,
    el("div.split", el("h2", { id: "help-title" }, t("tools.help")),
      el("button.bare", { "aria-label": t("tools.close"), test: "close-help", onclick: () => dialog.close() }, icon("close"))),
    Object.entries(KEYS).map(([area, keys]) => [
      el("h3", t(`help.${area}.title`)),
      el("dl.facts", Object.entries(keys).map(([key, name]) => [el("dt", el("kbd", key)), el("dd", t(`help.${area}.${name}`))])),
    ]),
    el("p.hint", t("help.link")));
  return showDialog(dialog);
}
