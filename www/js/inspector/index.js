// The signature inspector.
import { el, fill } from "../shared/dom.js";

/** Fills the container. It is called once. */
export function openInspector(container) {
  fill(container, el("h2", { "data-i18n": "inspector.title" }));
}
