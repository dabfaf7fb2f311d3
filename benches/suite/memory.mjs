/** Row: memory use. */

import { alone } from "./support/alone.mjs";

/** The fraction of the samples that is warm-up, in which code is compiled and pools are filled. */
const WARM_UP = 0.2;
const SAMPLES = 20;

export const row = {
  name: "memory",
  title: "Memory",
  timed:
    "The WebAssembly memory after reading pages of 1,000 jobs; the process's memory (RSS) during sequential `updateJobStatus` calls " +
    "with a canned fetch, in twenty samples: the median of the first third after the warm-up, and of the last third. Each runs in a separate process.",
  async measure({ quick }) {
    const [pages, calls] = quick ? [20, 50_000] : [500, 1_000_000];
    const [{ wasm }] = await alone("pages", pages);
    const samples = await alone("calls", calls, SAMPLES);
    const steady = samples.slice(SAMPLES * WARM_UP).map(({ rss }) => rss);
    const third = Math.floor(steady.length / 3);
    return [wasmTable(pages, wasm), rssTable(calls, steady.slice(0, third), steady.slice(-third))];
  },
};

function wasmTable(pages, wasm) {
  const ours = `WebAssembly memory after ${pages} pages`;
  return { title: "WebAssembly", unit: "MiB", ours, samples: { [ours]: [wasm] }, goals: [{ of: ours, most: 4 }] };
}

/** Constant means: at most a tenth above. */
function rssTable(calls, early, late) {
  const many = calls.toLocaleString("en");
  const [before, after] = [`RSS early in ${many} calls`, `RSS late in ${many} calls`];
  const samples = { [before]: early, [after]: late };
  return { title: "the process", unit: "MiB", ours: after, samples, goals: [{ of: after, against: before, most: 1.1 }] };
}
