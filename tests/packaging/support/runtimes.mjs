/**
 * The runtimes that npm installs. Their packages copy a binary with an install script, which we do not run. The binary
 * itself is in a separate package for each platform, and we start it from there.
 */

import { spawnSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const MODULES = fileURLToPath(new URL("../../../node_modules/", import.meta.url));
const SUFFIX = process.platform === "win32" ? ".exe" : "";

/**
 * Node in the oldest supported version or in the newest. Both are our optional dependencies, one for each platform. (The
 * name of the newest sorts first, because `npx` at the root takes the first one.)
 */
export function node(which, modules = MODULES) {
  const name = `node-${which}-${process.platform}-${process.arch}`;
  return runtime("Node.js", which, join(modules, name, "bin", `node${SUFFIX}`));
}

/** The Node.js that runs the tests. */
export const thisNode = { name: `Node.js ${process.versions.node}`, program: process.execPath };

/** Deno, Bun or workerd: `path` is where the binary is in its package. */
export function runtimeOf(title, path) {
  const name = title.toLowerCase();
  const platforms = Object.keys(manifest(name)?.optionalDependencies ?? {});
  const installed = platforms.find((platform) => existsSync(join(MODULES, platform)));
  return runtime(title, "", installed && join(MODULES, installed, path + SUFFIX));
}

/** A tool that tests import, by its title and the name of its package: its title and version. */
export function tool(title, name = title.toLowerCase(), modules = MODULES) {
  return `${title} ${manifest(name, modules).version}`;
}

/** The options of a test that needs the runtime: without it the test is skipped with a reason. */
export function needs({ missing }) {
  return missing ? { skip: missing } : {};
}

/** Its `name` contains its version, which the table of runtimes shows. */
function runtime(title, which, program) {
  const wanted = [title, which].filter(Boolean).join(" ");
  if (!program || !existsSync(program)) {
    const platform = `${process.platform} ${process.arch}`;
    return { name: wanted, missing: `NOT TESTED: npm has no binary of ${wanted} for ${platform}, or left it out` };
  }
  const { status, error, stdout, stderr } = spawnSync(program, ["--version"], { encoding: "utf8" });
  if (status !== 0) return { name: wanted, missing: `NOT TESTED: ${wanted} does not start here: ${error ?? stderr}` };
  return { name: `${title} ${/\d[\d.-]*/.exec(stdout)[0]}`, program };
}

function manifest(name, modules = MODULES) {
  const file = join(modules, name, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
