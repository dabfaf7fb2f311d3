/** Row: how the cost grows with the amount of work. */

import { alone } from "./support/alone.mjs";

const WORK = {
  listing: { verb: "listAllJobs", of: "jobs listed", sizes: [10, 100, 1000, 10_000, 100_000, 1_000_000], quick: [10, 1000, 20_000] },
  cancelling: { verb: "cancelJobs, 64 at a time", of: "jobs cancelled", sizes: [100, 1000, 10_000, 100_000], quick: [100, 1000, 3000] },
};

export const row = {
  name: "growth",
  title: "Cost for growing amounts of work",
  timed:
    "With a canned fetch, each size in new processes, after a warm-up: time per job, the median of five (three for the largest); memory at the end. " +
    "Linear: the largest takes at most 1.5 times as long per job as a thousand jobs. Constant: the process uses at most 16 MiB more memory, and " +
    "1 MiB more JavaScript heap and WebAssembly memory, than for the next smaller size.",
  async measure({ quick }) {
    const tables = [];
    for (const [script, work] of Object.entries(WORK)) {
      const sizes = quick ? work.quick : work.sizes;
      tables.push(...tablesOf(work, sizes, await measureAll(script, sizes)));
    }
    return tables;
  },
};

async function measureAll(script, sizes) {
  const runs = sizes.map(() => []);
  for (let round = 0; round < 5; round += 1) {
    for (const [index, size] of sizes.entries()) {
      if (round < 3 || size < 100_000) runs[index].push(...(await alone(script, size)));
    }
  }
  return runs;
}

function tablesOf({ verb, of }, sizes, runs) {
  const name = (size) => `${size.toLocaleString("en")} ${of}`;
  const largest = name(sizes.at(-1));
  const table = (what, unit, pick, goal) => ({
    title: `${verb}: ${what}`,
    unit,
    ours: largest,
    samples: Object.fromEntries(sizes.map((size, index) => [name(size), runs[index].map(pick)])),
    goals: [{ of: largest, ...goal }],
  });
  const tenth = name(sizes.at(-2));
  return [
    table("time per job", "µs", ({ micros }) => micros, { against: name(1000), most: 1.5 }),
    table("memory of the process (RSS)", "MiB", ({ rss }) => rss, { against: tenth, mostAbove: 16 }),
    table("JavaScript heap in use", "MiB", ({ heap }) => heap, { against: tenth, mostAbove: 1 }),
    table("WebAssembly memory", "MiB", ({ wasm }) => wasm, { against: tenth, mostAbove: 1 }),
  ];
}
