// The actions: each one opens a dialog, which stays open until its outcome is known or the user closes it.
import { loadAreas } from "../shared/style.js";

const LOADERS = {
  confirm: async () => (await import("./change.js")).change,
  cancel: async () => (await import("./change.js")).change,
  priority: async () => (await import("./change.js")).change,
  delete: async () => (await import("./change.js")).change,
  create: async () => (await import("./create.js")).create,
};

/** Resolves when the dialog is closed. values: what the dialog contains at first. */
export async function act(app, action, job, values = {}) {
  const [run] = await Promise.all([LOADERS[action](), loadAreas("actions", "errors")]);
  await run(app, action, job, values);
}
