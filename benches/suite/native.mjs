/** Row: signing in native Rust, measured by criterion (benches/native/benches/sign.rs). */

import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../..", import.meta.url));

const OURS = "cos_jobs::sign, with key derivation";
const KNOWN_KEY = "cos_jobs::sign, with a cached key";
const REQSIGN = "reqsign-tencent-cos RequestSigner";
const DIGESTS = "only the three SHA-1 digests";

/** Criterion's names. */
const MEASURED = { [OURS]: "ours", [KNOWN_KEY]: "ours-known-key", [REQSIGN]: "reqsign", [DIGESTS]: "digests" };

export const row = {
  name: "native",
  title: "Signing in native Rust",
  timed:
    "Criterion's median of one signature of UpdateJobStatus, with its 95 % confidence interval. Ours makes the value of `Authorization`; " +
    "reqsign writes it into a request's headers, with a `Date`; the digests hash the same bytes with the same crates.",
  async measure({ target, quick }) {
    const length = quick ? ["--warm-up-time", "0.5", "--measurement-time", "1"] : ["--warm-up-time", "2", "--measurement-time", "6"];
    const bench = ["bench", "--package", "cos-jobs-benches", "--bench", "sign", "--", "--noplot", "--quiet", ...length];
    execFileSync(process.env.CARGO ?? "cargo", bench, { cwd: root, stdio: ["ignore", "ignore", "pipe"] });
    const samples = Object.fromEntries(Object.entries(MEASURED).map(([name, id]) => [name, estimates(target, id)]));
    const goals = [{ against: REQSIGN, most: 1 / 2 }];
    return [{ unit: "ns", ours: OURS, own: [KNOWN_KEY], samples, goals }];
  },
};

/** The lower bound, the median and the upper bound. */
function estimates(target, id) {
  const { median } = JSON.parse(readFileSync(`${target}/criterion/${id}/new/estimates.json`));
  const { lower_bound: lower, upper_bound: upper } = median.confidence_interval;
  return [lower, median.point_estimate, upper];
}
