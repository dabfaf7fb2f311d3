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
export function node(which) {
  const name = `node-${which}-${process.platform}-${process.arch}`;
  return runtime(`the ${which} Node`, join(MODULES, name, "bin", `node${SUFFIX}`));
}

/** Deno, Bun or workerd: `path` is where the binary is in its package. */
export function runtimeOf(name, path) {
  const platforms = Object.keys(manifest(name)?.optionalDependencies ?? {});
  const installed = platforms.find((platform) => existsSync(join(MODULES, platform)));
  return runtime(name, installed && join(MODULES, installed, path + SUFFIX));
}

/** The options of a test that needs the runtime: without it the test is skipped with a reason. */
export function needs({ missing }) {
  return missing ? { skip: missing } : {};
}

function runtime(name, program) {
  if (!program || !existsSync(program)) {
    const platform = `${process.platform} ${process.arch}`;
    return { missing: `NOT TESTED: npm has no binary of ${name} for ${platform}, or left it out` };
  }
  const { status, error, stderr } = spawnSync(program, ["--version"], { encoding: "utf8" });
  return status === 0 ? { program } : { missing: `NOT TESTED: ${name} does not start here: ${error ?? stderr}` };
}

function manifest(name) {
  const file = join(MODULES, name, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : undefined;
}
