// A dialog whose title and buttons stay visible while its content scrolls. It cannot be closed while it is busy.
import { el, set } from "../shared/dom.js";

/** submit() is called when the form is submitted. */
export function createDialog({ title, test, submit, isWide = false }) {
  const body = el("div.body");
  const foot = el("div.buttons.foot");
  const heading = el("h2", { id: `${test}-title`, tabindex: -1 }, title);
  const form = el("form", { novalidate: true, autocomplete: "off", onsubmit(event) {
    event.preventDefault();
    submit();
  } }, heading, body, foot);
  const dialog = el(`dialog.sheet${isWide ? ".wide" : ""}`, { test, "aria-labelledby": heading.id, oncancel: stay, onkeydown: stay }, form);
  let isBusy = false;

  function stay(event) {
    if (isBusy && (event.type === "cancel" || event.key === "Escape")) event.preventDefault();
  }

  return {
    dialog, body, foot, heading,
    set busy(value) {
      isBusy = value;
      set(dialog, { "aria-busy": value });
    },
    close: () => dialog.close(),
  };
}
