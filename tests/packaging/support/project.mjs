/** A user's project: an empty folder into which the packed package is installed. */

import { cp, mkdtemp, readdir, realpath, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";

import { fromEnvironment } from "./environment.mjs";
import { run } from "./run.mjs";

const HOSTS = fileURLToPath(new URL("../hosts/", import.meta.url));

/** The npm that runs the tests must not ask questions. */
const QUIET = ["--silent", "--no-audit", "--no-fund", "--no-update-notifier"];

/**
 * Packs the package as npm publishes it, installs the tarball into a new folder, and returns that folder. It is deleted
 * after the tests of the file.
 *
 * @param {string} [parent] where the folder is; packages that are installed there can be imported in the project
 */
export async function createProject(parent = tmpdir()) {
  // Some bundlers compare real paths, and a temporary folder may be a link.
  const folder = await realpath(await mkdtemp(join(parent, "cos-jobs-project-")));
  after(() => rm(folder, { recursive: true, force: true }));
  await writeFile(join(folder, "package.json"), JSON.stringify({ private: true, type: "module" }));
  await run("npm", ["pack", ...QUIET, "--pack-destination", folder], { cwd: fromEnvironment("COS_JOBS_PKG") });
  const [tarball] = (await readdir(folder)).filter((file) => file.endsWith(".tgz"));
  // Offline, because a package without dependencies downloads nothing.
  await run("npm", ["install", ...QUIET, "--offline", `./${tarball}`], { cwd: folder });
  await cp(HOSTS, folder, { recursive: true });
  return folder;
}
