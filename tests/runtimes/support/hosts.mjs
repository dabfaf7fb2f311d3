/** What the tests of the slow hosts share. They use what `npm ci` installs in tests/runtimes/. */

import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { build } from "esbuild";

import { createProject as createProjectIn } from "../../packaging/support/project.mjs";
import { html } from "../../packaging/support/serve.mjs";
import { tool as toolIn } from "../../packaging/support/runtimes.mjs";

/** The folder of this group. */
export const FOLDER = fileURLToPath(new URL("../", import.meta.url));

/** Its node_modules. */
export const MODULES = join(FOLDER, "node_modules");

/** A host that npm installed here: its title and version. */
export const tool = (title, name) => toolIn(title, name, MODULES);

/** A project with the packed package, from which the hosts can be imported as well. */
export const createProject = () => createProjectIn(FOLDER);

/**
 * Bundles two pages, one that calls the service and one with the emulator, and returns their folders.
 *
 * @param {string} head HTML before the script
 */
export async function bundlePages(project, head = "") {
  const pages = { client: "page.mjs", emulator: "page-emulator.mjs" };
  const folders = {};
  for (const [name, entry] of Object.entries(pages)) {
    const folder = join(project, "dist", name);
    const settings = { absWorkingDir: project, bundle: true, format: "esm", logLevel: "silent" };
    await build({ entryPoints: [entry], outfile: join(folder, "main.js"), ...settings });
    await writeFile(join(folder, "index.html"), html("main.js").replace("<script", `${head}<script`));
    folders[name] = folder;
  }
  return folders;
}
