// The remaining time of temporary keys, in the header. It is a button that asks for new keys.
import { announce } from "../shared/announce.js";
import { el, set } from "../shared/dom.js";
import { onLanguage, t } from "../shared/i18n.js";

const SOON = 300;

let shown = null;
let timer = 0;

/** Shows the time that is left for `keys` (see keys.js), or removes it if there are none that expire. */
export function showRemaining(keys) {
  clearInterval(timer);
  shown?.end();
  shown = keys?.expiredTime() ? createClock(keys) : null;
  if (shown) timer = setInterval(shown.tick, 1000);
}

function createClock(keys) {
  const change = document.getElementById("change-connection");
  const button = el("button.remaining", { test: "keys-remaining", onclick: () => change.click() });
  change.before(button);
  let wasSoon = false;
  function tick() {
    const left = keys.expiredTime() - Math.floor(Date.now() / 1000);
    const isSoon = left < SOON && !keys.renews;
    const text = textOf(left, keys.renews);
    if (button.textContent !== text) button.textContent = text;
    set(button, { "data-tone": left <= 0 ? "bad" : isSoon ? "wait" : null });
    if (isSoon && !wasSoon) announce(text);
    wasSoon = isSoon;
  }
  tick();
  const forget = onLanguage(tick);
  return { tick, end: () => { forget(); button.remove(); } };
}

function textOf(left, renews) {
  if (left <= 0) return t(renews ? "connection.remaining.renewing" : "connection.remaining.over");
  const minutes = Math.floor(left / 60);
  const text = minutes >= 2 ? t("connection.remaining.minutes", { n: minutes }) : t("connection.remaining.seconds", { n: left });
  return renews ? `${text} ${t("connection.remaining.renewed")}` : text;
}
