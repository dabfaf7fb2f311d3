// The fields of the dialogs, each of which checks its value while the user types.
import { el, fill, set } from "../shared/dom.js";
import { t } from "../shared/i18n.js";
import { isTyped } from "./rules.js";

const MAX_REASON_BYTES = 256;
export const MAX_PRIORITY = 2_147_483_647;

export const bytesOf = (text) => new TextEncoder().encode(text).length;

/** A labelled control with a hint and a message. check(value) returns what is wrong, or "". */
export function field({ id, label, hint, control, check, changed }) {
  const wrong = el("p.wrong", { id: `${id}-wrong`, "aria-live": "polite" });
  const note = el("p.hint", { id: `${id}-hint` }, hint);
  set(control, { id, "aria-describedby": `${note.id} ${wrong.id}` });
  control.addEventListener("input", update);
  const part = { element: el("div.field", el("label", { for: id }, label), control, note, wrong), control, note, problem: "", update };

  function update() {
    part.problem = check(control.value);
    // An empty field is not wrong before anything was typed.
    const isShown = Boolean(part.problem) && control.value !== "";
    fill(wrong, isShown && part.problem);
    set(control, { "aria-invalid": isShown });
    changed?.();
  }
  return part;
}

export function reasonField(value, changed) {
  const control = el("textarea", { rows: 2, test: "reason-input" });
  control.value = value;
  const count = el("span", { test: "reason-counter" });
  return field({
    id: "reason", label: t("actions.reason.label"), control, changed,
    hint: el("span.split", el("span", t("actions.reason.hint")), count),
    check(text) {
      // The service accepts no control characters, so they become spaces.
      const clean = text.replace(/[\u0000-\u001f\u007f]+/g, " ");
      if (clean !== text) control.value = clean;
      const bytes = bytesOf(clean);
      fill(count, t("actions.reason.bytes", { bytes, max: MAX_REASON_BYTES }));
      return bytes > MAX_REASON_BYTES ? t("actions.reason.long", { over: bytes - MAX_REASON_BYTES }) : "";
    },
  });
}

export function priorityField(value, changed) {
  const control = el("input", { inputmode: "numeric", test: "priority-input" });
  control.value = value;
  return field({
    id: "priority", label: t("actions.priority.label"), hint: t("actions.priority.hint"), control, changed,
    check: (text) => (/^\d{1,10}$/.test(text) && Number(text) <= MAX_PRIORITY ? "" : t("actions.priority.wrong", { max: MAX_PRIORITY })),
  });
}

/** Asks to type a number, so that nothing is deleted or overwritten by a click too many. */
export function typedField(number, label, changed) {
  const control = el("input", { inputmode: "numeric", test: "typed-number" });
  return field({
    id: "typed", label, control, changed, hint: "",
    check: (text) => (isTyped(text, number) ? "" : t("actions.typed.wrong")),
  });
}
