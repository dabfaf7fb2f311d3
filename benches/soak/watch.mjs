/** Measures the resources of the process at intervals, and checks that they stay constant. */

const MIB = 1 << 20;

/** The fraction of the samples that is warm-up, in which code is compiled and pools are filled. */
const WARM_UP = 0.2;

/** How much the median of the last third may exceed the median of the first third after the warm-up. */
const LIMITS = {
  heapMib: { allowed: (before) => before + 1, what: "the JavaScript heap in use" },
  rssMib: { allowed: (before) => before + 16, what: "the memory of the process" },
  wasmKib: { allowed: (before) => before, what: "the WebAssembly memory" },
  cpuMicros: { allowed: (before) => before * 1.25, what: "the processor time of a call" },
};

let memory;

/** Gives access to the WebAssembly memory of the package, which is loaded after this. */
export function watchWebAssembly() {
  const { instantiate } = WebAssembly;
  WebAssembly.instantiate = async (...given) => {
    const answer = await instantiate.apply(WebAssembly, given);
    // Node's fetch uses another WebAssembly module.
    const { exports } = answer.instance ?? answer;
    if (Object.keys(exports).some((name) => name.startsWith("__wbindgen"))) memory = exports.memory;
    return answer;
  };
}

/** Starts the measurement; each call of the returned function takes a sample. */
export function startSamples() {
  let last = { calls: 0, time: performance.now(), cpu: process.cpuUsage() };
  return (calls) => {
    // Without a garbage collection, the heap size depends on the time of the last one.
    globalThis.gc();
    const now = { calls, time: performance.now(), cpu: process.cpuUsage() };
    const made = calls - last.calls;
    const cpu = process.cpuUsage(last.cpu);
    const { rss, heapUsed } = process.memoryUsage();
    const sample = {
      calls,
      rate: (made / (now.time - last.time)) * 1000,
      cpuMicros: (cpu.user + cpu.system) / made,
      rssMib: rss / MIB,
      heapMib: heapUsed / MIB,
      wasmKib: memory.buffer.byteLength / 1024,
    };
    last = now;
    return sample;
  };
}

export const HEADING = "    calls  calls/s  CPU us/call  RSS MiB  heap MiB  wasm KiB";

export function line({ calls, rate, cpuMicros, rssMib, heapMib, wasmKib }) {
  const columns = [
    [String(calls), 9],
    [rate.toFixed(0), 9],
    [cpuMicros.toFixed(0), 13],
    [rssMib.toFixed(1), 9],
    [heapMib.toFixed(2), 10],
    [String(wasmKib), 10],
  ];
  return columns.map(([text, width]) => text.padStart(width)).join("");
}

/** Prints how each value is judged, and returns descriptions of those that grew too much. */
export function judgeSamples(samples) {
  const steady = samples.slice(Math.ceil(samples.length * WARM_UP));
  const third = Math.max(1, Math.floor(steady.length / 3));
  const failures = [];
  for (const [name, { allowed, what }] of Object.entries(LIMITS)) {
    const [before, after] = [steady.slice(0, third), steady.slice(-third)].map((part) => median(part.map((sample) => sample[name])));
    const limit = allowed(before);
    console.log(`${what}: median ${before.toFixed(2)} early, ${after.toFixed(2)} late, at most ${limit.toFixed(2)} (${name})`);
    if (after > limit) failures.push(`${what} grew from ${before.toFixed(2)} to ${after.toFixed(2)}`);
  }
  return failures;
}

function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[sorted.length >> 1];
}
