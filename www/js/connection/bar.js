// The connection in the header. This file belongs to the first view, so it must stay small.
import { el, set, show } from "../shared/dom.js";
import { t } from "../shared/i18n.js";

/** state: "connecting", "connected" or "failed"; place: see index.js, or null. */
export function renderConnection(root, place, state) {
  set(root, { "data-state": state });
  show(root, [state, place], () => [
    el("span.state", { test: "connection-state" }, t(`shared.connection.${state}`)),
    place && ["region", "uin", "endpoint"].map((name) => el("span", { test: `shown-${name}` }, el("small", t(`shared.connection.${name}`)), " ", place[name])),
  ]);
}
