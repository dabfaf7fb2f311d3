/** The memory use of a process. Import this before the package, so that its WebAssembly memory can be measured. */

const MIB = 1 << 20;

let wasmMemory;

const { instantiate } = WebAssembly;
WebAssembly.instantiate = async (...given) => {
  const answer = await instantiate.apply(WebAssembly, given);
  note(answer.instance ?? answer);
  return answer;
};

WebAssembly.Instance = new Proxy(WebAssembly.Instance, {
  construct(Instance, given) {
    const instance = new Instance(...given);
    note(instance);
    return instance;
  },
});

/** Node's fetch uses another WebAssembly module. */
function note({ exports }) {
  const isOfFetch = Object.keys(exports).some((name) => name.startsWith("llhttp"));
  if (exports.memory && !isOfFetch) wasmMemory = exports.memory;
}

/** In MiB, after a garbage collection. */
export function takenUp() {
  globalThis.gc();
  const { rss, heapUsed } = process.memoryUsage();
  return { rss: rss / MIB, heap: heapUsed / MIB, wasm: wasmMemory.buffer.byteLength / MIB };
}
