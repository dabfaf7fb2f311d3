// Toasts for the user's actions, and a live region for changes that the refresh found.
import { el } from "./dom.js";
import { t } from "./i18n.js";

export function toast(text, tone = "good") {
  const note = el("p.toast", { "data-tone": tone, test: "toast" }, text);
  document.getElementById("toasts").append(note);
  setTimeout(() => note.remove(), 7000);
}

export function announce(text) {
  document.getElementById("announcer").textContent = text;
}

export async function copy(text) {
  try {
    await navigator.clipboard.writeText(text);
    toast(t("tools.copied"));
  } catch {
    toast(t("tools.copyFailed"), "bad");
  }
}
