/** Programs of the system that npm does not install. */

import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";

/**
 * Finds a program: at `given`, or by one of its names on PATH.
 *
 * @returns its path, its title with its version, and the options of a test that needs it
 */
export function program(title, given, names, installation) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  const candidates = given ? [given] : names.flatMap((name) => folders.map((folder) => join(folder, name)));
  const path = candidates.find((file) => existsSync(file));
  if (!path) {
    const missing = `NOT TESTED: there is no ${title} (${installation})`;
    return { name: title, missing, needed: { skip: missing } };
  }
  const { stdout } = spawnSync(path, ["--version"], { encoding: "utf8" });
  const [version] = /\d+\.[\w.-]+/.exec(stdout) ?? [""];
  return { name: `${title} ${version}`.trim(), path, needed: {} };
}
