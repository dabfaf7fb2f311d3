// The bar with what can be done with the selected jobs.
import { el, fill } from "../shared/dom.js";
import { onLanguage, t } from "../shared/i18n.js";
import { canCancel, canConfirm } from "../shared/job.js";
import { loadAreas } from "../shared/style.js";

const CAN = { confirm: canConfirm, cancel: canCancel };

export function createSelectionBar(root, app) {
  let selected = new Set();

  function render() {
    const jobs = [...selected].map((jobId) => app.jobs.get(jobId)).filter(Boolean);
    root.hidden = jobs.length === 0;
    fill(root, el("div.selection", { role: "region", "aria-label": t("actions.selection.title"), test: "selection-bar" },
      el("strong", { test: "selection-count" }, t("actions.selection.count", { n: jobs.length })),
      Object.entries(CAN).map(([action, can]) => {
        const able = jobs.filter(can);
        return able.length > 0 && el(`button.${action === "confirm" ? "go" : "stop"}`, { test: `bulk-${action}`, onclick: () => run(action, able) },
          t(`actions.selection.${action}`, { n: able.length }));
      }),
      el("button.text", { test: "clear-selection", onclick: app.list.clearSelection }, t("actions.selection.clear"))));
  }

  async function run(action, jobs) {
    await app.held(async () => (await import("./bulk.js")).changeMany(app, action, jobs));
    app.list.clearSelection();
  }

  onLanguage(render);

  return {
    async show(jobIds) {
      selected = jobIds;
      await loadAreas("actions", "errors");
      render();
    },
  };
}
