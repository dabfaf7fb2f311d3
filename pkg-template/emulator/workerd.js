// The entry of cos-jobs/emulator for Cloudflare Workers, where the WebAssembly is an imported module.
import wasmModule from "./emulator.wasm";
import { createEmulatorFunction } from "./create.js";
import { createEmulatorLoader } from "./load.js";

export const createEmulator = createEmulatorFunction(createEmulatorLoader(() => wasmModule));
