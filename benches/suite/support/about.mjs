/** The conditions of the measurement: the machine, the versions, the package. */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { arch, availableParallelism, cpus, platform, release, totalmem } from "node:os";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../..", import.meta.url));
const PEERS = ["@aws-sdk/client-s3-control", "cos-js-sdk-v5", "cos-nodejs-sdk-v5", "fast-xml-parser"];
const CRATES = ["criterion", "reqsign-tencent-cos", "reqsign-core", "sha1", "hmac"];

/** Names and values, in the order to show them. */
export function facts() {
  return [
    ["date", new Date().toISOString().slice(0, 10)],
    ["machine", `${cpus()[0].model.trim()}, ${availableParallelism()} cores, ${Math.round(totalmem() / 2 ** 30)} GiB, ${platform()} ${release()} (${arch()})`],
    ["Node.js", process.versions.node],
    ["Rust", output("rustc", "--version")],
    ["cos-jobs", `${version(`${root}/pkg`)}, commit ${commit()}`],
    ["npm packages", PEERS.map((name) => `${name} ${version(`${root}/benches/node_modules/${name}`)}`).join(", ")],
    ["crates", crates()],
  ];
}

const version = (folder) => JSON.parse(readFileSync(`${folder}/package.json`)).version;

function output(program, ...words) {
  try {
    return execFileSync(program, words, { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "ignore"] }).trim();
  } catch {
    return "unknown";
  }
}

function commit() {
  const changed = output("git", "status", "--porcelain", "--", "Cargo.toml", "Cargo.lock", "src", "pkg-template", "xtask");
  return `${output("git", "rev-parse", "--short", "HEAD")}${changed ? ", with uncommitted changes" : ""}`;
}

/** The versions in the lock file; all of them if it has several with the same name. */
function crates() {
  const locked = readFileSync(`${root}/Cargo.lock`, "utf8").matchAll(/name = "(.*)"\nversion = "(.*)"/g);
  const named = [...locked].filter(([, name]) => CRATES.includes(name));
  return named.map(([, name, version]) => `${name} ${version}`).join(", ");
}
