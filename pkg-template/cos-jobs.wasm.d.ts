import type { WasmSource } from "./index.js";

/**
 * The WebAssembly of `cos-jobs/slim`, in the form in which your host or bundler imports such files: its URL, its bytes or its
 * module. Pass it to `initialize()`.
 */
declare const wasm: WasmSource;
export default wasm;
