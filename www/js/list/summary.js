// The counts above the list, each of which says what it counts, and the text that stands in for an empty list.
import { el, set, show } from "../shared/dom.js";
import { t, time } from "../shared/i18n.js";
import { go, route } from "../shared/route.js";

const NO_FILTER = { q: "", status: "", operation: "", age: "" };

export function createSummary(summary, blank, connect) {
  function showCounts({ jobs, entries, shown, counts }) {
    const isFiltered = Object.keys(NO_FILTER).some((name) => route()[name]);
    const phase = jobs?.phase;
    const waiting = counts.Suspended ?? 0;
    show(summary, [phase, entries.length, waiting, isFiltered && shown.length, jobs?.readAt], () => phase && [
      phase === "loading" && el("progress", { "aria-label": t("tools.loading") }),
      el("span", { test: "count-all" }, t(phase === "ready" ? "tools.count.all" : "tools.count.some", { n: entries.length })),
      isFiltered && el("span", { test: "count-shown" }, t("tools.count.shown", { n: shown.length }), " ", clear()),
      waiting > 0 && el("button.text.waiting", { test: "count-waiting", onclick: () => go({ ...NO_FILTER, status: "Suspended" }) },
        t(phase === "ready" ? "tools.count.waiting" : "tools.count.waitingSome", { n: waiting })),
      jobs.readAt > 0 && el("span.gloss", t("tools.read", { time: time(jobs.readAt) })),
    ]);
  }

  function showBlank({ jobs, entries, shown }) {
    const phase = jobs?.phase ?? "unconnected";
    const reason = phase === "ready" && entries.length ? "unmatched" : phase === "loading" && entries.length ? "searching" : phase;
    set(blank, { hidden: shown.length > 0 });
    show(blank, reason, () => [
      el("p", t(`tools.blank.${reason}`)),
      phase === "unconnected" && el("button.strong", { test: "connect-now", onclick: () => connect() }, t("shared.connection.change")),
      reason === "unmatched" && clear("clear-filters-here"),
    ]);
  }

  return {
    render(facts) {
      showCounts(facts);
      showBlank(facts);
    },
  };
}

const clear = (test = "clear-filters") => el("button.text", { test, onclick: () => go(NO_FILTER) }, t("tools.clear"));
