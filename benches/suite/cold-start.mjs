/** Row: the time from the start of the process to the first signed request. */

import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";

import { inTurn } from "./support/race.mjs";

const OURS_ESM = "cos-jobs prepare(), imported";
const OURS_CJS = "cos-jobs prepare(), required";
const AWS = "@aws-sdk/client-s3-control, to the signed request";
const NODE_SDK = "cos-nodejs-sdk-v5 getAuthorization()";
const BROWSER_SDK = "cos-js-sdk-v5 getAuthorization()";
/** It shows how fast the machine starts anything at all. */
const NODE = "Node.js itself, an empty script";

/** Each script with an empty script of the same format, because Node needs more time for an ES module than for CommonJS. */
const SCRIPTS = {
  [OURS_ESM]: ["ours.mjs", "empty.mjs"],
  [OURS_CJS]: ["ours.cjs", "empty.cjs"],
  [AWS]: ["aws.cjs", "empty.cjs"],
  [NODE_SDK]: ["cos-nodejs-sdk.cjs", "empty.cjs"],
  [BROWSER_SDK]: ["cos-js-sdk.cjs", "empty.cjs"],
};

export const row = {
  name: "cold-start",
  title: "Cold start",
  timed:
    "From starting `node script` to its end, minus the time of an empty script of the same format in the same round. " +
    "Each script loads its package and signs one request; no compile cache.",
  async measure({ rounds }) {
    const files = [...new Set(Object.values(SCRIPTS).flat())];
    const samples = Object.fromEntries([...Object.keys(SCRIPTS), NODE].map((name) => [name, []]));
    files.forEach(millisecondsOf);
    for (let round = 0; round < rounds * 3; round += 1) {
      const took = Object.fromEntries(inTurn(files, round).map((file) => [file, millisecondsOf(file)]));
      for (const [name, [file, empty]] of Object.entries(SCRIPTS)) samples[name].push(took[file] - took[empty]);
      samples[NODE].push(took["empty.mjs"]);
    }
    return [{ unit: "ms", ours: OURS_ESM, own: [OURS_CJS], inRounds: true, samples, goals: [OURS_ESM, OURS_CJS].flatMap(goalsOf) }];
  },
};

const goalsOf = (of) => [{ of, most: 15 }];

function millisecondsOf(file) {
  const script = fileURLToPath(new URL(`cold/${file}`, import.meta.url));
  const start = performance.now();
  const { status, stderr } = spawnSync(process.execPath, ["--no-warnings", script]);
  const took = performance.now() - start;
  if (status !== 0) throw new Error(`${file} failed: ${stderr}`);
  return took;
}
